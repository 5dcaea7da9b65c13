#include "extract/package/core_properties.h"
#include "core/buffer.h"
#include "extract/package/sax.h"

#include <string.h>

/* Elements with one line of text each. */
struct core_reading {
    struct builder *builder;
    struct buffer text;
    const char **wanted; /* where the open element's text goes, or NULL */
};

static bool start_core(void *context, const struct xml_element *element) {
    struct core_reading *reading = context;
    struct properties *properties = builder_properties(reading->builder);
    const struct {
        enum xml_namespace ns;
        const char *name;
        const char **value;
    } wanted[] = {
        {XML_DC, "title", &properties->title},
        {XML_DC, "creator", &properties->creator},
        {XML_DCTERMS, "created", &properties->created},
        {XML_DCTERMS, "modified", &properties->modified},
    };
    if (element->ns == XML_CP)
        return strcmp(element->name, "coreProperties") == 0;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (element->ns == wanted[i].ns && strcmp(element->name, wanted[i].name) == 0) {
            reading->wanted = wanted[i].value;
            buffer_clear(&reading->text);
            return true;
        }
    return false;
}

static void end_core(void *context, enum xml_namespace ns, const char *name) {
    struct core_reading *reading = context;
    (void)ns;
    (void)name;
    if (reading->wanted && reading->text.length && !reading->text.failed)
        *reading->wanted = builder_strdup(reading->builder, buffer_text(&reading->text));
    reading->wanted = NULL;
}

static void text_core(void *context, const char *text, size_t length) {
    struct core_reading *reading = context;
    if (reading->wanted)
        buffer_append(&reading->text, text, length);
}

bool core_properties_read(struct package *package, const struct limits *limits,
                          struct builder *builder, struct error *error) {
    static const struct xml_handlers handlers = {
        .start = start_core, .end = end_core, .text = text_core};
    const struct relationship *core = package_related(package, "/", "core-properties");
    if (!core || core->external || !package_has(package, core->target))
        return true;
    struct core_reading reading = {.builder = builder};
    buffer_init(&reading.text, limits->cell_text_bytes);
    bool whole = part_parse(package, core->target, &handlers, &reading, error);
    if (reading.text.no_memory)
        whole = buffer_error(&reading.text, error, core->target);
    buffer_free(&reading.text);
    return whole || builder_continue_without(builder, core->target, error);
}
