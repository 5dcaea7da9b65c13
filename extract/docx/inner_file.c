#include "extract/docx/inner_file.h"

enum {
    FILES_MAX = 256, /* merged reports of a province are some dozens; each is a package to unpack */
    PIECE_BYTES = 1 << 16
};

bool inner_file_admit(struct reader *reader) {
    return ++*reader->inner_files <= FILES_MAX;
}

bool inner_file_load(struct reader *reader, const char *part, struct buffer *bytes,
                     struct error *error) {
    struct part_stream *stream;
    char piece[PIECE_BYTES];
    long got;
    if (!part_open(reader->package, part, &stream, error))
        return false;
    while ((got = part_read(stream, piece, sizeof piece, error)) > 0 && !bytes->failed)
        buffer_append(bytes, piece, (size_t)got);
    part_close(stream);
    if (bytes->failed)
        return buffer_error(bytes, error, part) ||
               error_set(error, CODE_FILE_TOO_LARGE, part,
                         "An inserted file is larger than --max-file-bytes.");
    return got == 0;
}
