#include "extract/xlsx/drawing.h"

#include "extract/package/sax.h"

#include <string.h>

struct corner {
    uint32_t row, column;
};

struct reader {
    struct builder *builder;
    struct corner from, to;
    bool has_end;          /* a place to which it reaches */
    struct corner *corner; /* being read */
    uint32_t *number;      /* its row or column */
    bool in_text;
    unsigned shapes, lines; /* of the anchor */
    bool hidden, shows;     /* a picture, or a text */
};

/* ---- elements ---- */

static void start_anchor(struct reader *r, const struct xml_element *element) {
    (void)element;
    *r = (struct reader){.builder = r->builder};
}

static void start_from(struct reader *r, const struct xml_element *element) {
    (void)element;
    r->corner = &r->from;
}

static void start_to(struct reader *r, const struct xml_element *element) {
    (void)element;
    r->corner = &r->to;
    r->has_end = true;
}

static void start_row(struct reader *r, const struct xml_element *element) {
    (void)element;
    r->number = r->corner ? &r->corner->row : NULL;
}

static void start_column(struct reader *r, const struct xml_element *element) {
    (void)element;
    r->number = r->corner ? &r->corner->column : NULL;
}

static void start_picture(struct reader *r, const struct xml_element *element) {
    (void)element;
    r->shapes++;
    r->shows = true;
}

static void start_shape(struct reader *r, const struct xml_element *element) {
    (void)element;
    r->shapes++;
}

static void start_geometry(struct reader *r, const struct xml_element *element) {
    const char *preset = xml_attribute(element, XML_NONE, "prst");
    r->lines += preset && strcmp(preset, "line") == 0;
}

static void start_properties(struct reader *r, const struct xml_element *element) {
    const char *hidden = xml_attribute(element, XML_NONE, "hidden");
    r->hidden |= hidden && (strcmp(hidden, "1") == 0 || strcmp(hidden, "true") == 0);
}

static void start_text(struct reader *r, const struct xml_element *element) {
    (void)element;
    r->in_text = true;
}

static const struct {
    const char *name;
    void (*start)(struct reader *r, const struct xml_element *element);
} elements[] = {
    {"absoluteAnchor", start_anchor},
    {"oneCellAnchor", start_anchor},
    {"twoCellAnchor", start_anchor},
    {"from", start_from},
    {"to", start_to},
    {"row", start_row},
    {"col", start_column},
    {"pic", start_picture},
    {"contentPart", start_picture},
    {"sp", start_shape},
    {"graphicFrame", start_shape},
    {"prstGeom", start_geometry},
    {"cNvPr", start_properties},
    {"t", start_text},
};

static bool on_start(void *context, const struct xml_element *element) {
    struct reader *r = context;
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (strcmp(elements[i].name, element->name) == 0) {
            elements[i].start(r, element);
            break;
        }
    return true;
}

/* What is placed absolutely has no cell: it lies over the first as far as anyone knows. */
static void end_anchor(struct reader *r) {
    struct corner last = r->has_end ? r->to : r->from;
    if (r->shapes > r->lines && !r->hidden)
        builder_sheet_overlay(r->builder, r->from.row, r->from.column, last.row, last.column,
                              r->shows);
}

static void on_end(void *context, enum xml_namespace ns, const char *name) {
    struct reader *r = context;
    (void)ns;
    r->number = NULL;
    r->in_text = false;
    if (strcmp(name, "from") == 0 || strcmp(name, "to") == 0)
        r->corner = NULL;
    else if (strstr(name, "Anchor"))
        end_anchor(r);
}

static void read_digits(uint32_t *number, const char *text, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (text[i] >= '0' && text[i] <= '9' && *number < TABLE_ROWS_MAX)
            *number = *number * 10 + (uint32_t)(text[i] - '0');
}

static void on_text(void *context, const char *text, size_t length) {
    struct reader *r = context;
    if (r->number)
        read_digits(r->number, text, length);
    for (size_t i = 0; r->in_text && i < length; i++)
        r->shows = r->shows || !strchr(" \t\r\n", text[i]);
}

static bool on_stopped(void *context) {
    return builder_failed(((const struct reader *)context)->builder);
}

bool xlsx_drawing_read(struct package *package, const char *sheet_part, struct builder *builder,
                       struct error *error) {
    static const struct xml_handlers handlers = {on_start, on_end, on_text, on_stopped};
    struct reader reader = {.builder = builder};
    const struct relationship *drawing = package_related(package, sheet_part, "drawing");
    if (!drawing || drawing->external || !package_has(package, drawing->target))
        return true;
    return part_parse(package, drawing->target, &handlers, &reader, error) ||
           builder_continue_without(builder, drawing->target, error);
}
