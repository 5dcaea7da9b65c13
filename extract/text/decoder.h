/* decoder: the text of one document's paragraphs and cells on its way into the record: decoded
 * where it is in a legacy encoding, without soft hyphens, reported and counted.
 *
 * Readers give the text with the font of every stretch; what comes out lives until the next call.
 * Ownership: decoder_free(). Events: TEXT_DECODED, TEXT_DOUBTFUL. The document gets one warning an
 * encoding (decoder_summarize).
 */
#ifndef CHITIEU_EXTRACT_TEXT_DECODER_H
#define CHITIEU_EXTRACT_TEXT_DECODER_H

#include "core/event.h"
#include "core/limits.h"
#include "extract/text/legacy.h"

struct decoder;

/* `sink` must live as long. NULL when memory is out. */
struct decoder *decoder_new(const struct limits *limits, const struct event_sink *sink);
void decoder_free(struct decoder *decoder);

/* Text stays in its encoding, for comparison. */
void decoder_keep_raw(struct decoder *decoder);

struct decoded {
    const char *text;
    bool changed;                  /* not the text that was given */
    struct legacy_reading reading; /* what was decided, when anything had to be */
};

/* Why decoder_text() failed. Always returns false. */
bool decoder_error(const struct decoder *decoder, struct error *error);

/* Decodes a paragraph or cell. false when memory is out: decoder_error() says whose. */
MUST_USE bool decoder_text(struct decoder *decoder, const char *text, const struct text_span *spans,
                           size_t span_count, struct decoded *decoded);

/* Counts and reports what became of the text at a place ("p7", "t1!R5C3"). */
void decoder_report(struct decoder *decoder, const char *at, const char *before,
                    const struct decoded *decoded);

/* Calls `warn` with a sentence for each encoding that was met. */
void decoder_summarize(const struct decoder *decoder,
                       void (*warn)(void *context, const char *message), void *context);

#endif
