#include "extract/docx/parts.h"

#include "extract/docx/embedded_workbook.h"
#include "extract/docx/story.h"
#include "extract/package/core_properties.h"

#include <string.h>

void report_part(const struct reader *reader, enum code code, const char *part,
                 const char *message) {
    struct event_field field = {"part", part};
    struct event event = {.code = code, .message = message, .fields = &field, .field_count = 1};
    event_emit(reader->sink, &event);
}

/* The part that the main one relates to by this type, or NULL. One that is named but not there is
 * reported. */
static const char *related_part(const struct reader *reader, const char *type) {
    const struct relationship *relationship =
        package_related(reader->package, reader->main_part, type);
    if (!relationship || relationship->external)
        return NULL;
    if (package_has(reader->package, relationship->target))
        return relationship->target;
    report_part(reader, CODE_PART_UNREADABLE, relationship->target, NULL);
    return NULL;
}

static bool read_theme(struct reader *reader, const char *part, struct error *error) {
    docx_colors_init(&reader->colors);
    if (!part || (docx_theme_read(reader->package, part, &reader->theme, error) &&
                  theme_colors_read(reader->package, part, &reader->colors.theme, error)))
        return true;
    return builder_continue_without(reader->builder, part, error);
}

/* Few documents need them, so that nothing is said when there are none. */
static bool read_settings(struct reader *reader, struct error *error) {
    const struct relationship *settings =
        package_related(reader->package, reader->main_part, "settings");
    if (!settings || settings->external || !package_has(reader->package, settings->target))
        return true;
    return docx_settings_read(reader->package, settings->target, &reader->colors, error) ||
           builder_continue_without(reader->builder, settings->target, error);
}

static bool read_definitions(struct reader *reader, struct error *error) {
    const char *theme = related_part(reader, "theme");
    const char *styles = related_part(reader, "styles");
    const char *numbering = related_part(reader, "numbering");
    if (!read_theme(reader, theme, error) || !read_settings(reader, error))
        return false;
    if (styles &&
        !docx_styles_read(reader->package, styles, &reader->theme, &reader->colors, reader->arena,
                          &reader->styles, error) &&
        !builder_continue_without(reader->builder, styles, error))
        return false;
    return numbering_read(reader->package, numbering, &reader->theme, reader->arena,
                          &reader->styles, &reader->numbering, error) ||
           builder_continue_without(reader->builder, numbering, error);
}

/* A story beside the main one. */
static bool read_story(struct reader *reader, const char *part, enum part kind,
                       const struct references *only_notes, struct counters *counters,
                       struct counters *boxes, struct error *error) {
    return story_read(reader, part, kind, only_notes, counters, boxes, error) ||
           builder_continue_without(reader->builder, part, error);
}

/* Headers or footers, in the order of their names: Word numbers them in order of the sections. With
 * `only` those whose relationships are in it. */
static bool read_page_parts(struct reader *reader, const char *type, enum part kind,
                            const struct references *only, struct counters *counters,
                            struct counters *boxes, struct error *error) {
    struct references parts = {0};
    size_t count;
    const struct relationship *all =
        package_relationships(reader->package, reader->main_part, &count);
    for (size_t i = 0; i < count; i++)
        if (!all[i].external && strcmp(all[i].type, type) == 0 &&
            (!only || references_have(only, all[i].id)))
            references_add(&parts, reader->arena, all[i].target);
    references_sort(&parts);
    for (size_t i = 0; i < parts.count; i++)
        if (!read_story(reader, parts.ids[i], kind, NULL, counters, boxes, error))
            return false;
    return true;
}

/* Footnotes, endnotes and comments; each of these stories counts its lists for itself. */
static bool read_notes(struct reader *reader, struct counters *boxes, struct error *error) {
    const struct {
        const char *type;
        enum part kind;
        const struct references *only;
    } notes[] = {
        {"footnotes", PART_FOOTNOTE, &reader->footnotes},
        {"endnotes", PART_ENDNOTE, &reader->endnotes},
        {"comments", PART_COMMENT, NULL},
    };
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
        const char *part = related_part(reader, notes[i].type);
        struct counters *counters = counters_new(reader->numbering, reader->arena);
        if (!part || !counters)
            continue;
        if (!read_story(reader, part, notes[i].kind, notes[i].only, counters, boxes, error))
            return false;
    }
    return true;
}

/* The tables of an inserted document's workbooks have no place in it. */
static bool read_or_report(struct reader *reader, const struct relationship *relationship,
                           struct error *error) {
    bool read = false;
    if (!relationship->external && !reader->outer &&
        !embedded_workbook_read(reader, relationship->target, &read, error))
        return false;
    if (!read)
        report_part(reader, CODE_PART_SKIPPED, relationship->target, NULL);
    return true;
}

/* Embedded workbooks; what else a reader may see on the page but is not read is named. */
static bool read_embedded(struct reader *reader, struct error *error) {
    static const char *const types[] = {"subDocument", "package", "oleObject", "chart",
                                        "diagramData"};
    size_t count;
    const struct relationship *all =
        package_relationships(reader->package, reader->main_part, &count);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < sizeof types / sizeof *types; k++)
            if (strcmp(all[i].type, types[k]) == 0 && !read_or_report(reader, &all[i], error))
                return false;
    return true;
}

/* Notes and the like belong to pages that the other document does not have. */
static void report_left_out(const struct reader *reader) {
    static const char *const types[] = {"header", "footer", "footnotes", "endnotes", "comments"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        const char *part = related_part(reader, types[i]);
        if (part)
            report_part(reader, CODE_PART_SKIPPED, part, NULL);
    }
}

bool parts_read_inserted(struct reader *reader, struct error *error) {
    if (!read_definitions(reader, error))
        return false;
    struct counters *body = counters_new(reader->numbering, reader->arena);
    struct counters *boxes = counters_new(reader->numbering, reader->arena);
    if (!body || !boxes)
        return arena_error(reader->arena, error, reader->main_part);
    if (!story_read(reader, reader->main_part, reader->outer->part, NULL, body, boxes, error))
        return false;
    report_left_out(reader);
    return read_embedded(reader, error);
}

bool parts_read(struct reader *reader, struct error *error) {
    if (!read_definitions(reader, error))
        return false;
    struct counters *page = counters_new(reader->numbering, reader->arena);
    struct counters *boxes = counters_new(reader->numbering, reader->arena);
    struct counters *body = counters_new(reader->numbering, reader->arena);
    if (!page || !boxes || !body)
        return arena_error(reader->arena, error, reader->main_part);
    if (!read_page_parts(reader, "header", PART_HEADER, NULL, page, boxes, error) ||
        !story_read(reader, reader->main_part, PART_BODY, NULL, body, boxes, error))
        return false;
    references_sort(&reader->footers);
    references_sort(&reader->footnotes);
    references_sort(&reader->endnotes);
    if (!read_page_parts(reader, "footer", PART_FOOTER, &reader->footers, page, boxes, error) ||
        !read_notes(reader, boxes, error) ||
        !core_properties_read(reader->package, reader->limits, reader->builder, error))
        return false;
    return read_embedded(reader, error);
}
