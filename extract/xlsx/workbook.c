#include "extract/xlsx/workbook.h"
#include "extract/damage.h"
#include "extract/package/sax.h"

#include <string.h>

/* The content type of a workbook's main part is one of these (ECMA-376-1 §12.3.23 and
 * MS-OFFMACRO2 2.2.1). */
static const char *const workbook_types[] = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    "application/vnd.ms-excel.template.macroEnabled.main+xml",
    "application/vnd.ms-excel.addin.macroEnabled.main+xml",
};

static bool is_workbook_type(const char *type) {
    for (size_t i = 0; type && i < sizeof workbook_types / sizeof *workbook_types; i++)
        if (strcmp(type, workbook_types[i]) == 0)
            return true;
    return false;
}

/* What a writer that names no content type calls its main part. */
static const char usual_part[] = "/xl/workbook.xml";

const char *workbook_part(struct package *package) {
    const struct relationship *main = package_related(package, "/", "officeDocument");
    if (main && !main->external && package_has(package, main->target)) {
        const char *type = package_content_type(package, main->target);
        if (is_workbook_type(type) || strcmp(main->target, usual_part) == 0)
            return main->target;
    }
    for (size_t i = 0; i < package_entry_count(package); i++) {
        const char *name = package_entry_name(package, i);
        if (is_workbook_type(package_content_type(package, name)))
            return name;
    }
    return package_has(package, usual_part) ? usual_part : NULL;
}

/* The list of sheets. */

enum state { STATE_DOCUMENT, STATE_WORKBOOK, STATE_PROPERTIES, STATE_SHEETS, STATE_SHEET };

struct reader {
    struct workbook *workbook;
    enum state state;
    bool seen; /* the root element of a workbook */
};

static bool is_true(const char *value) {
    return value &&
           (strcmp(value, "1") == 0 || strcmp(value, "true") == 0 || strcmp(value, "on") == 0);
}

static void read_properties(struct workbook *workbook, const struct xml_element *element) {
    workbook->date1904 = is_true(xml_attribute(element, XML_NONE, "date1904"));
}

static void read_sheet(struct workbook *workbook, const struct xml_element *element) {
    const char *name = xml_attribute(element, XML_NONE, "name");
    const char *state = xml_attribute(element, XML_NONE, "state");
    struct sheet_entry *grown = arena_grow(workbook->arena, workbook->sheets, workbook->sheet_count,
                                           &workbook->sheet_capacity, sizeof *grown);
    if (!grown)
        return;
    workbook->sheets = grown;
    workbook->sheets[workbook->sheet_count++] = (struct sheet_entry){
        .name = arena_strdup(workbook->arena, name),
        .relationship = arena_strdup(workbook->arena, xml_attribute(element, XML_R, "id")),
        .hidden = state && strcmp(state, "visible") != 0,
    };
}

/* What may be where; anything else is skipped. */
static const struct {
    enum state in;
    const char *name;
    enum state next;
    void (*read)(struct workbook *workbook, const struct xml_element *element);
} transitions[] = {
    {STATE_SHEETS, "sheet", STATE_SHEET, read_sheet},
    {STATE_WORKBOOK, "sheets", STATE_SHEETS, NULL},
    {STATE_WORKBOOK, "workbookPr", STATE_PROPERTIES, read_properties},
    {STATE_DOCUMENT, "workbook", STATE_WORKBOOK, NULL},
};

static bool on_start(void *context, const struct xml_element *element) {
    struct reader *reader = context;
    for (size_t i = 0; i < sizeof transitions / sizeof *transitions; i++) {
        if (transitions[i].in != reader->state || element->ns != XML_S ||
            strcmp(transitions[i].name, element->name) != 0)
            continue;
        reader->state = transitions[i].next;
        reader->seen = true;
        if (transitions[i].read)
            transitions[i].read(reader->workbook, element);
        return true;
    }
    return false;
}

static void on_end(void *context, enum xml_namespace ns, const char *name) {
    static const enum state parents[] = {
        [STATE_DOCUMENT] = STATE_DOCUMENT,   [STATE_WORKBOOK] = STATE_DOCUMENT,
        [STATE_PROPERTIES] = STATE_WORKBOOK, [STATE_SHEETS] = STATE_WORKBOOK,
        [STATE_SHEET] = STATE_SHEETS,
    };
    struct reader *reader = context;
    (void)ns;
    (void)name;
    reader->state = parents[reader->state];
}

static bool on_stopped(void *context) {
    return arena_failed(((const struct reader *)context)->workbook->arena);
}

/* The part that the workbook is related to in this way, else the one that every writer calls so, or
 * NULL. */
static const char *related_part(const struct workbook *workbook, const char *type,
                                const char *usual) {
    const struct relationship *found = package_related(workbook->package, workbook->part, type);
    if (found && !found->external && package_has(workbook->package, found->target))
        return found->target;
    return package_has(workbook->package, usual) ? usual : NULL;
}

/* A workbook without a theme, or with a damaged one, has the rest of it. false at a limit. */
static bool read_theme(struct workbook *workbook, struct error *error) {
    const char *theme = related_part(workbook, "theme", "/xl/theme/theme1.xml");
    struct theme_colors *colors = &workbook->styles.palette.theme;
    *colors = theme_colors_default();
    if (!theme || theme_colors_read(workbook->package, theme, colors, error))
        return true;
    if (code_is_limit(error->code))
        return false;
    *error = (struct error){.code = CODE_NONE};
    return true;
}

static bool read_parts(struct workbook *workbook, const struct limits *limits,
                       struct error *error) {
    const char *strings = related_part(workbook, "sharedStrings", "/xl/sharedStrings.xml");
    const char *styles = related_part(workbook, "styles", "/xl/styles.xml");
    if (!read_theme(workbook, error) ||
        !styles_read(&workbook->styles, workbook->arena, workbook->package, styles, error))
        return false;
    return !strings || shared_strings_read(&workbook->strings, workbook->package, strings,
                                           &workbook->styles.palette, limits, error);
}

bool workbook_open(struct workbook *workbook, struct package *package, const struct limits *limits,
                   struct error *error) {
    static const struct xml_handlers handlers = {
        .start = on_start, .end = on_end, .stopped = on_stopped};
    struct reader reader = {.workbook = workbook};
    *workbook = (struct workbook){.package = package, .part = workbook_part(package)};
    workbook->arena = limits_arena(limits->memory_bytes);
    if (!workbook->arena)
        return error_no_memory(error, NULL);
    if (!workbook->part)
        return error_set(error, CODE_PART_MISSING, NULL, "The package holds no workbook.");
    if (!part_parse(package, workbook->part, &handlers, &reader, error))
        return false;
    if (!reader.seen)
        return error_set(error, CODE_XML_DAMAGED, workbook->part,
                         "The part is not SpreadsheetML: it is damaged, or from before Excel "
                         "2007." DAMAGE_REMEDY);
    if (on_stopped(&reader))
        return arena_error(workbook->arena, error, workbook->part);
    return read_parts(workbook, limits, error);
}

void workbook_close(struct workbook *workbook) {
    string_table_free(&workbook->strings);
    styles_free(&workbook->styles);
    arena_free(workbook->arena);
    *workbook = (struct workbook){.arena = NULL};
}

const char *workbook_sheet_part(const struct workbook *workbook, size_t n, const char **kind) {
    const char *id = workbook->sheets[n].relationship;
    const struct relationship *found =
        id ? package_relationship(workbook->package, workbook->part, id) : NULL;
    if (found && !found->external && package_has(workbook->package, found->target)) {
        *kind = found->type;
        return found->target;
    }
    /* No relationships at all: the names that every writer uses. */
    size_t count = 0;
    (void)package_relationships(workbook->package, workbook->part, &count);
    const char *usual = arena_printf(workbook->arena, "/xl/worksheets/sheet%zu.xml", n + 1);
    *kind = "worksheet";
    return count == 0 && usual && package_has(workbook->package, usual) ? usual : NULL;
}
