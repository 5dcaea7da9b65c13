#include "extract/text/decoder.h"
#include "extract/text/damage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* U+00AD as UTF-8: where a line may be broken, seen only when it is. */
static const char soft_hyphen[] = "\xC2\xAD";

struct decoder {
    const struct event_sink *sink;
    struct arena *arena; /* of the text being decoded */
    bool raw;
    unsigned long decoded[ENCODING_COUNT], doubtful; /* paragraphs and cells */
    unsigned long undone;                            /* words of text that was damaged */
};

struct decoder *decoder_new(const struct limits *limits, const struct event_sink *sink) {
    struct decoder *decoder = calloc(1, sizeof *decoder);
    struct arena *arena = limits_arena(limits->memory_bytes);
    if (!decoder || !arena) {
        free(decoder);
        arena_free(arena);
        return NULL;
    }
    *decoder = (struct decoder){.sink = sink, .arena = arena};
    return decoder;
}

void decoder_free(struct decoder *decoder) {
    if (!decoder)
        return;
    arena_free(decoder->arena);
    free(decoder);
}

void decoder_keep_raw(struct decoder *decoder) {
    decoder->raw = true;
}

/* The text without its soft hyphens; the text itself when it has none. NULL when memory is out. */
static const char *without_soft_hyphens(struct arena *arena, const char *text) {
    if (!strstr(text, soft_hyphen))
        return text;
    char *copy = arena_strdup(arena, text), *end = copy;
    const char *from = text;
    for (const char *at; copy && (at = strstr(from, soft_hyphen));
         from = at + strlen(soft_hyphen)) {
        memcpy(end, from, (size_t)(at - from));
        end += at - from;
    }
    if (copy)
        memcpy(end, from, strlen(from) + 1);
    return copy;
}

/* Damaged text is Unicode, whatever its fonts say. */
static bool read_meant(struct decoder *decoder, const char *text, const struct text_span *spans,
                       size_t span_count, struct legacy_reading *reading) {
    if (!damage_undo(text, decoder->undone, decoder->arena, reading))
        return false;
    decoder->undone += reading->valid;
    return reading->text || !legacy_is_needed(text, spans, span_count) ||
           legacy_read(text, spans, span_count, decoder->arena, reading);
}

bool decoder_text(struct decoder *decoder, const char *text, const struct text_span *spans,
                  size_t span_count, struct decoded *decoded) {
    *decoded = (struct decoded){.text = text};
    arena_reset(decoder->arena);
    if (!decoder->raw && !read_meant(decoder, text, spans, span_count, &decoded->reading))
        return false;
    if (decoded->reading.text)
        decoded->text = decoded->reading.text;
    decoded->text = without_soft_hyphens(decoder->arena, decoded->text);
    decoded->changed = decoded->text != text;
    return decoded->text != NULL;
}

bool decoder_error(const struct decoder *decoder, struct error *error) {
    return arena_error(decoder->arena, error, "");
}

void decoder_report(struct decoder *decoder, const char *at, const char *before,
                    const struct decoded *decoded) {
    const struct legacy_reading *reading = &decoded->reading;
    bool is_decoded = reading->encoding != ENCODING_UNICODE;
    decoder->decoded[reading->encoding] += is_decoded;
    decoder->doubtful += reading->doubtful;
    if ((!is_decoded && !reading->doubtful) || !event_wanted(decoder->sink))
        return;
    char words[24], valid[24], small[24];
    snprintf(small, sizeof small, "%u", reading->small);
    snprintf(words, sizeof words, "%u", reading->words);
    snprintf(valid, sizeof valid, "%u", reading->valid);
    struct event_field fields[] = {{"encoding", encoding_word(reading->encoding)},
                                   {"words", words},
                                   {"valid", valid},
                                   {"before", before},
                                   {"after", decoded->text},
                                   {"capitals-lost", small}};
    size_t field_count = !is_decoded ? 4 : reading->small ? 6 : 5;
    event_emit(decoder->sink,
               &(struct event){.code = is_decoded ? CODE_TEXT_DECODED : CODE_TEXT_DOUBTFUL,
                               .at = at,
                               .fields = fields,
                               .field_count = field_count});
    if (is_decoded && reading->doubtful)
        event_emit(decoder->sink, &(struct event){.code = CODE_TEXT_DOUBTFUL,
                                                  .at = at,
                                                  .fields = fields + 3,
                                                  .field_count = 1});
}

void decoder_summarize(const struct decoder *decoder,
                       void (*warn)(void *context, const char *message), void *context) {
    char message[160];
    for (int e = ENCODING_UNICODE + 1; e < ENCODING_COUNT; e++) {
        if (!decoder->decoded[e])
            continue;
        snprintf(message, sizeof message, "%lu paragraphs and cells were in %s and were decoded.",
                 decoder->decoded[e], encoding_word((enum encoding)e));
        warn(context, message);
    }
    if (!decoder->doubtful)
        return;
    snprintf(message, sizeof message,
             "%lu paragraphs and cells have words that may be in a legacy encoding; they are left "
             "as they are.",
             decoder->doubtful);
    warn(context, message);
}
