#include "extract/rtf/rtf.h"

#include "extract/rtf/control_word.h"
#include "extract/rtf/part.h"
#include "extract/rtf/text.h"

#include <string.h>

/* ---- groups ---- */

static void open_group(struct reader *r) {
    rtf_flush(r);
    r->to_skip = 0;
    if (r->state_count >= r->limits->xml_depth) {
        r->failed = true;
        return;
    }
    struct state *states =
        arena_grow(r->arena, r->states, r->state_count, &r->state_capacity, sizeof *states);
    if (!states)
        return;
    r->states = states;
    states[r->state_count] = states[r->state_count - 1];
    states[r->state_count].begins_part = false;
    states[r->state_count].optional = false;
    r->now = &states[r->state_count++];
}

static void close_group(struct reader *r) {
    rtf_flush(r);
    r->to_skip = 0;
    if (r->now->destination == TO_FONTS)
        buffer_clear(&r->bytes);
    if (r->now->begins_part)
        rtf_close_part(r);
    r->now->begins_part = false; /* the outermost state is not left by a brace too many */
    if (r->state_count > 1)
        r->state_count--;
    r->now = &r->states[r->state_count - 1];
}

/* The text that failed, or NULL. */
static const struct buffer *failed_text(const struct reader *r) {
    for (size_t i = 0; i < r->part_count; i++) {
        const struct buffer *const texts[] = {&r->parts[i].text, &r->parts[i].number,
                                              &r->parts[i].dropped};
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
            if (texts[k]->failed)
                return texts[k];
    }
    return r->bytes.failed ? &r->bytes : NULL;
}

static void read_tokens(struct reader *r) {
    while (!r->failed && !arena_failed(r->arena) && !failed_text(r)) {
        struct token token = token_next(&r->scanner);
        switch (token.kind) {
        case TOKEN_END:
            return;
        case TOKEN_OPEN:
            open_group(r);
            break;
        case TOKEN_CLOSE:
            close_group(r);
            break;
        case TOKEN_WORD:
            rtf_read_word(r, &token);
            break;
        case TOKEN_SYMBOL:
            rtf_read_symbol(r, token.byte);
            break;
        case TOKEN_BYTE:
            rtf_read_byte(r, token.byte);
            break;
        }
    }
}

/* Parts as a page has them: headers before the body, footers, notes and comments behind it. */
static void write_parts(struct reader *r, struct builder *builder) {
    static const enum part order[] = {PART_HEADER,   PART_BODY,    PART_TEXTBOX, PART_FOOTER,
                                      PART_FOOTNOTE, PART_ENDNOTE, PART_COMMENT};
    for (size_t k = 0; k < sizeof order / sizeof *order; k++)
        for (size_t i = 0; i < r->collector_count; i++)
            if (collector_part(r->collectors[i]) == order[k])
                collector_write(r->collectors[i], builder);
}

static bool finish(struct reader *r, struct builder *builder, struct error *error) {
    if (r->failed)
        return error_set(error, CODE_LIMIT_DEPTH, "",
                         "Groups nest deeper than %zu (--max-xml-depth).", r->limits->xml_depth);
    const struct buffer *text = failed_text(r);
    if (text)
        return buffer_error(text, error, "") ||
               error_set(error, CODE_LIMIT_TEXT, "",
                         "A paragraph holds more text than %zu bytes (--max-text-bytes).",
                         r->limits->cell_text_bytes);
    rtf_flush(r);
    while (r->part_count > 1)
        rtf_close_part(r);
    if (rtf_part(r)->text.length || rtf_part(r)->number.length)
        rtf_end_paragraph(r);
    if (!arena_failed(r->arena))
        write_parts(r, builder);
    return !arena_failed(r->arena) || arena_error(r->arena, error, "");
}

bool rtf_read(const struct format_input *input, const struct limits *limits,
              const struct event_sink *sink, struct builder *builder, struct error *error) {
    (void)sink; /* the builder has it */
    struct arena *arena = limits_arena(limits->memory_bytes);
    struct reader *r = arena ? arena_array(arena, 1, sizeof *r) : NULL;
    struct state *states = r ? arena_array(arena, 1, sizeof *states) : NULL;
    bool done = false;
    if (!states) {
        arena_error(arena, error, "");
        arena_free(arena);
        return false;
    }
    r->scanner = (struct scanner){.bytes = input->bytes, .length = input->length};
    r->limits = limits;
    r->arena = arena;
    r->fonts.arena = arena;
    r->states = r->now = states;
    r->state_count = r->state_capacity = 1;
    r->now->skipped_after = 1;
    r->charset = -1;
    buffer_init(&r->bytes, limits->cell_text_bytes);
    rtf_open_part(r, PART_BODY);
    if (r->part_count == 1) {
        read_tokens(r);
        done = finish(r, builder, error);
    } else {
        arena_error(arena, error, "");
    }
    for (size_t i = 0; i < r->part_count; i++)
        rtf_free_part(r, &r->parts[i]);
    buffer_free(&r->bytes);
    fonts_free(&r->fonts);
    arena_free(arena);
    return done;
}
