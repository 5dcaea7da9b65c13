#include "extract/text/damage.h"
#include "core/text/syllable.h"
#include "core/text/utf8.h"
#include "extract/text/letters.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

/* Words that a paragraph must gain; one is enough when the document has so many already. */
#define GAIN_MIN 2
#define KNOWN_MIN 8
/* At least one restored word in so many must be gained. */
#define GAIN_SHARE 2
/* "à" alone is a syllable as well as an example of an entity. */
#define LETTERS_MIN 2

enum { REPLACEMENT = 0xFFFD, WORD_LETTERS_MAX = 16 };

typedef void restore(struct letters *letters);

static const struct way {
    enum encoding encoding;
    restore *first, *second; /* the second may be NULL */
} ways[] = {
    {ENCODING_ENTITIES, letters_restore_entities, NULL},
    {ENCODING_MISREAD, letters_restore_utf8, NULL},
    {ENCODING_ENTITIES, letters_restore_entities, letters_restore_entities},
    {ENCODING_MISREAD, letters_restore_utf8, letters_restore_utf8},
    {ENCODING_MISREAD, letters_restore_entities, letters_restore_utf8},
};

static bool is_letter(uint32_t code_point) {
    return u_isalpha((UChar32)code_point) || u_charType((UChar32)code_point) == U_NON_SPACING_MARK;
}

/* ---- a word ---- */

static bool has_sane_case(const uint32_t *letters, size_t count) {
    size_t capitals = 0;
    for (size_t i = 0; i < count; i++)
        capitals += u_isUUppercase((UChar32)letters[i]) ? 1 : 0;
    return capitals == 0 || capitals == count ||
           (capitals == 1 && u_isUUppercase((UChar32)letters[0]));
}

static bool is_syllable(const uint32_t *letters, size_t count) {
    return syllable_is_valid(letters, count) && has_sane_case(letters, count);
}

/* A word's letters in NFC; 0 when it is too long to be a syllable. */
static size_t compose(const struct letter *word, size_t length, uint32_t out[WORD_LETTERS_MAX]) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    size_t count = 0;
    if (U_FAILURE(status) || length > WORD_LETTERS_MAX)
        return 0;
    for (size_t i = 0; i < length; i++) {
        UChar32 own = (UChar32)word[i].code_point;
        UChar32 pair = count ? unorm2_composePair(nfc, (UChar32)out[count - 1], own) : -1;
        if (pair >= 0)
            out[count - 1] = (uint32_t)pair;
        else
            out[count++] = (uint32_t)own;
    }
    return count;
}

/* Gives a word's lost letter back when only one makes a syllable of it. */
static void find_lost(struct letter *word, size_t length) {
    uint32_t candidates[LOST_LETTERS_MAX], letters[WORD_LETTERS_MAX], found = 0;
    size_t at = 0, fitting = 0;
    while (at < length && !word[at].lost_lead)
        at++;
    if (at == length)
        return;
    size_t candidate_count = letters_lost(word[at].lost_lead, candidates);
    for (size_t i = 0; i < candidate_count; i++) {
        word[at].code_point = candidates[i];
        if (!is_syllable(letters, compose(word, length, letters)))
            continue;
        found = candidates[i];
        fitting++;
    }
    word[at].code_point = fitting == 1 ? found : REPLACEMENT;
}

/* Whether a stretch of the file's text is words that a person would have written: letters that are
 * syllables, and at most spaces, dashes and quotes between them. */
static bool is_readable(const char *text, size_t start, size_t end) {
    uint32_t letters[WORD_LETTERS_MAX];
    size_t count = 0;
    for (const char *at = text + start; at < text + end;) {
        uint32_t own = utf8_next(&at);
        bool letter = is_letter(own);
        if (letter && count < WORD_LETTERS_MAX)
            letters[count++] = own;
        if (letter && at < text + end)
            continue;
        bool parts = letter || own == 0xA0 || (own >= 0x2010 && own <= 0x201F) || own == 0x2026;
        if (!parts || (count > 0 && !is_syllable(letters, count)))
            return false;
        count = 0;
    }
    return true;
}

/* ---- a text ---- */

struct gain {
    unsigned restored, gained; /* words */
};

static void count_word(const char *text, struct letter *word, size_t length, struct gain *gain) {
    uint32_t letters[WORD_LETTERS_MAX];
    bool restored = false;
    find_lost(word, length);
    for (size_t i = 0; i < length; i++) {
        if (word[i].code_point == REPLACEMENT)
            return; /* what is lost says nothing */
        restored = restored || word[i].restored;
    }
    if (!restored || length < LETTERS_MIN)
        return;
    gain->restored++;
    gain->gained += is_syllable(letters, compose(word, length, letters)) &&
                    !is_readable(text, word[0].start, word[length - 1].end);
}

static struct gain count_words(const char *text, const struct letters *letters) {
    struct gain gain = {0};
    size_t start = 0;
    for (size_t i = 0; i <= letters->count; i++) {
        uint32_t own = i < letters->count ? letters->list[i].code_point : 0;
        if (is_letter(own) || own == REPLACEMENT)
            continue;
        if (i > start)
            count_word(text, &letters->list[start], i - start, &gain);
        start = i + 1;
    }
    return gain;
}

static void spread(const char *text, struct letters *letters) {
    const char *at = text;
    for (letters->count = 0; *at; letters->count++) {
        uint32_t start = (uint32_t)(at - text), own = utf8_next(&at);
        letters->list[letters->count] =
            (struct letter){.code_point = own, .start = start, .end = (uint32_t)(at - text)};
    }
}

static const char *write(struct arena *arena, const struct letters *letters) {
    enum { CHARACTER_BYTES_MAX = 4 };
    char *text = arena_alloc(arena, letters->count * CHARACTER_BYTES_MAX + 1), *end = text;
    for (size_t i = 0; text && i < letters->count; i++)
        end += utf8_put(end, letters->list[i].code_point);
    return text;
}

/* ---- decisions ---- */

static struct gain go(const struct way *way, const char *text, struct letters *letters) {
    spread(text, letters);
    way->first(letters);
    if (way->second)
        way->second(letters);
    return count_words(text, letters);
}

bool damage_undo(const char *text, unsigned long known, struct arena *arena,
                 struct legacy_reading *reading) {
    struct letters letters = {NULL, 0};
    unsigned most = known >= KNOWN_MIN ? 0 : GAIN_MIN - 1;
    *reading = (struct legacy_reading){.encoding = ENCODING_UNICODE};
    if (!letters_may_be_entities(text) && !letters_may_be_utf8(text))
        return true;
    letters.list = arena_array(arena, strlen(text) + 1, sizeof *letters.list);
    if (!letters.list)
        return false;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct gain gain = go(&ways[i], text, &letters);
        if (gain.gained <= most || gain.gained * GAIN_SHARE < gain.restored)
            continue;
        most = gain.gained;
        *reading = (struct legacy_reading){.text = write(arena, &letters),
                                           .encoding = ways[i].encoding,
                                           .words = gain.restored,
                                           .valid = gain.gained};
        if (!reading->text)
            return false;
    }
    return true;
}
