/* legacy: the text of a paragraph in a legacy encoding, as it was meant.
 *
 * The font names the encoding, but fonts lie: there is Unicode under .VnTime, TCVN3 under VNI-Times
 * or Arial, both in one cell. So a paragraph is read whole, font by font, and the reading under
 * which most of its marked words are Vietnamese syllables wins; the font's own wins a tie. Words
 * under an ordinary font are decoded only on strong evidence. What cannot be decided stays as it is
 * and is reported: damaging Unicode text is worse than leaving legacy text.
 *
 * A word may span runs of different fonts; its encoding is that of its first marked letter. Text
 * under a capitals font (.VnTimeH) is decoded, then capitalized. U+00AD is a letter of TCVN3; the
 * caller drops those that are left. Ownership: the arena's. Units: spans end at byte offsets.
 * Source: encodings/README.md; thresholds as measured on 25,617 lines of Unicode text (none
 * changed) and 90 legacy files of Vietnamese offices of 2001 to 2009.
 */
#ifndef CHITIEU_EXTRACT_TEXT_LEGACY_H
#define CHITIEU_EXTRACT_TEXT_LEGACY_H

#include "core/arena.h"
#include "core/error.h"
#include "extract/text/encoding.h"

/* The text from the last span's end up to `end` has one font. */
struct text_span {
    size_t end;
    struct font font;
};

struct legacy_reading {
    const char *text; /* as meant; NULL when nothing changes */
    enum encoding
        encoding;   /* of most of the decoded words; of the doubtful ones when nothing changes */
    unsigned words; /* marked ones that were decoded, or are doubtful */
    unsigned valid; /* of these, Vietnamese syllables now */
    unsigned small; /* of these, capitals but for marked letters: TCVN3 has no marked capitals
                       outside its H fonts */
    bool doubtful;  /* some marked words look legacy, or their font implies it, but stay as they are
                     */
};

/* Whether a paragraph needs legacy_read() at all; cheap. */
bool legacy_is_needed(const char *text, const struct text_span *spans, size_t span_count);

/* Reads a paragraph of UTF-8. false only when memory is out. */
MUST_USE bool legacy_read(const char *text, const struct text_span *spans, size_t span_count,
                          struct arena *arena, struct legacy_reading *reading);

#endif
