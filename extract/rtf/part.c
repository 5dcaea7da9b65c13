#include "extract/rtf/part.h"

#include "extract/rtf/text.h"

#include <string.h>

/* ---- paragraphs, cells, rows ---- */

/* The number as shown: without the tab behind it. */
static const char *take_number(struct reader *r) {
    struct open_part *part = rtf_part(r);
    const char *text = buffer_text(&part->number);
    size_t start = strspn(text, " \t"), length = strlen(text);
    while (length > start && strchr(" \t\n", text[length - 1]))
        length--;
    const char *number =
        length > start ? arena_strndup(r->arena, text + start, length - start) : NULL;
    buffer_clear(&part->number);
    return number;
}

void rtf_end_paragraph(struct reader *r) {
    struct open_part *part = rtf_part(r);
    rtf_flush(r);
    rtf_report_dropped(r);
    struct collected_paragraph paragraph = {.text =
                                                arena_strdup(r->arena, buffer_text(&part->text)),
                                            .number = take_number(r),
                                            .spans = part->spans.list,
                                            .span_count = part->spans.count,
                                            .number_font = part->number_font,
                                            .looks = part->looks.list,
                                            .look_count = part->looks.count};
    if (paragraph.text)
        collector_paragraph(part->collector, rtf_level(r), &paragraph);
    buffer_clear(&part->text);
    part->spans = (struct text_spans){.count = 0};
    part->looks = (struct look_spans){.count = 0};
    part->sight = (struct sight){.gap = false};
}

void rtf_end_cell(struct reader *r, unsigned level) {
    r->now->in_table = true;
    if (r->now->depth < level)
        r->now->depth = level;
    rtf_end_paragraph(r);
    collector_cell(rtf_part(r)->collector, level);
}

void rtf_end_row(struct reader *r, unsigned level, const struct row_description *row) {
    rtf_flush(r);
    collector_row(rtf_part(r)->collector, level, row->cells, row->count, row->left, row->header);
}

/* ---- parts ---- */

void rtf_open_part(struct reader *r, enum part kind) {
    if (r->now->destination != TO_TEXT || r->part_count == PARTS_MAX) {
        r->now->destination = TO_NOWHERE;
        return;
    }
    if (r->now->begins_part) { /* a group is one part; a second word begins another */
        rtf_close_part(r);
        r->now->begins_part = false;
    }
    struct collector **collectors = arena_grow(r->arena, r->collectors, r->collector_count,
                                               &r->collector_capacity, sizeof *collectors);
    struct collector *collector = collector_new(r->arena, kind);
    if (!collectors || !collector)
        return;
    r->collectors = collectors;
    collectors[r->collector_count++] = collector;
    struct open_part *part = &r->parts[r->part_count++];
    *part = (struct open_part){.collector = collector};
    buffer_init(&part->text, r->limits->cell_text_bytes);
    buffer_init(&part->number, r->limits->cell_text_bytes);
    buffer_init(&part->dropped, r->limits->cell_text_bytes);
    r->now->begins_part = r->part_count > 1;
    r->now->in_table = false;
    r->now->depth = 0;
}

void rtf_free_part(struct reader *r, struct open_part *part) {
    rtf_free_text(r, &part->text);
    rtf_free_text(r, &part->number);
    rtf_free_text(r, &part->dropped);
}

void rtf_close_part(struct reader *r) {
    struct open_part *part = rtf_part(r);
    if (part->text.length || part->number.length)
        rtf_end_paragraph(r);
    rtf_free_part(r, part);
    r->part_count--;
}
