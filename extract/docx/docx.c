#include "extract/docx/docx.h"

#include "extract/docx/alt_chunk.h"
#include "extract/docx/main_part.h"
#include "extract/docx/parts.h"

unsigned docx_bid(const struct format_input *input) {
    static const unsigned signature_bits = 32;
    unsigned bits = 0;
    if (!input->package || !docx_main_part(input->package, &bits))
        return 0;
    return signature_bits + bits;
}

bool docx_read(const struct format_input *input, const struct limits *limits,
               const struct event_sink *sink, struct builder *builder, struct error *error) {
    unsigned bits;
    const char *part = docx_main_part(input->package, &bits);
    if (!part)
        return error_set(error, CODE_PART_MISSING, "/_rels/.rels",
                         "The package names no document. Open the file in Word and save it again.");
    struct arena *arena = limits_arena(limits->memory_bytes);
    if (!arena)
        return error_no_memory(error, part);
    unsigned inner_files = 0;
    struct reader reader = {.package = input->package,
                            .limits = limits,
                            .sink = sink,
                            .builder = builder,
                            .arena = arena,
                            .main_part = part,
                            .inner_files = &inner_files,
                            .insert = alt_chunk_start,
                            .choose = input->choose};
    bool read = parts_read(&reader, error);
    if (read && arena_failed(arena))
        read = arena_error(arena, error, part);
    arena_free(arena);
    return read;
}
