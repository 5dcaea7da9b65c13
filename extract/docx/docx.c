#include "extract/docx/docx.h"

#include "extract/docx/parts.h"
#include "extract/docx/story.h"

#include <string.h>
#include <strings.h>

static const char *const main_types[] = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
};

/* Bits of a content type that names a main part of ours, else 0. */
static unsigned type_bits(const char *type) {
    for (size_t i = 0; type && i < sizeof main_types / sizeof *main_types; i++)
        if (strcasecmp(type, main_types[i]) == 0)
            return (unsigned)strlen(main_types[i]) * 8;
    return 0;
}

/* The main part: what the package says, else the first part of the right type. NULL when there is
 * none. */
static const char *main_part(struct package *package, unsigned *bits) {
    static const char usual_folder[] = "/word/";
    const struct relationship *main = package_related(package, "/", "officeDocument");
    if (main && !main->external) {
        *bits = type_bits(package_content_type(package, main->target));
        if (*bits)
            return main->target;
        *bits = (unsigned)(sizeof usual_folder - 1) * 8;
        if (strncasecmp(main->target, usual_folder, sizeof usual_folder - 1) == 0 &&
            package_has(package, main->target))
            return main->target;
    }
    for (size_t i = 0; i < package_entry_count(package); i++) {
        const char *name = package_entry_name(package, i);
        *bits = type_bits(package_content_type(package, name));
        if (*bits)
            return name;
    }
    *bits = 0;
    return NULL;
}

unsigned docx_bid(const struct format_input *input) {
    static const unsigned signature_bits = 32;
    unsigned bits = 0;
    if (!input->package || !main_part(input->package, &bits))
        return 0;
    return signature_bits + bits;
}

bool docx_read(const struct format_input *input, const struct limits *limits,
               const struct event_sink *sink, struct builder *builder, struct error *error) {
    unsigned bits;
    const char *part = main_part(input->package, &bits);
    if (!part)
        return error_set(error, CODE_PART_MISSING, "/_rels/.rels",
                         "The package names no document. Open the file in Word and save it again.");
    struct arena *arena = arena_new(limits->memory_bytes);
    if (!arena)
        return error_set(error, CODE_NO_MEMORY, part, "%s", code_sentence(CODE_NO_MEMORY));
    unsigned chunks = 0;
    struct reader reader = {.package = input->package,
                            .limits = limits,
                            .sink = sink,
                            .builder = builder,
                            .arena = arena,
                            .main_part = part,
                            .chunks = &chunks};
    bool read = parts_read(&reader, error);
    if (read && arena_failed(arena))
        read = error_set(error, CODE_LIMIT_MEMORY, part,
                         "The document needs more memory than --max-memory-bytes.");
    arena_free(arena);
    return read;
}

bool docx_read_chunk(const struct format_input *input, struct story *story, struct error *error) {
    unsigned bits;
    const char *part = main_part(input->package, &bits);
    if (!part)
        return error_set(error, CODE_PART_MISSING, input->path, "An inserted file is no document.");
    struct reader reader = {.package = input->package,
                            .limits = story->reader->limits,
                            .sink = story->reader->sink,
                            .builder = story->reader->builder,
                            .arena = story->reader->arena,
                            .main_part = part,
                            .outer = story,
                            .chunks = story->reader->chunks};
    return parts_read_inserted(&reader, error);
}
