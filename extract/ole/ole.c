#include "extract/ole/ole.h"

#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-infile.h>
#include <gsf/gsf-input-memory.h>
#include <stdlib.h>
#include <strings.h>

/* What is asked of libgsf at a time (bytes). */
enum { PIECE_BYTES = 1 << 16 };

struct ole {
    GsfInfile *file;
    const struct limits *limits;
};

static bool damaged(const char *place, struct error *error) {
    return error_set(
        error, CODE_PACKAGE_DAMAGED, place,
        "The compound file is damaged. Open the file in Word or Excel, save it as .docx "
        "or .xlsx and send it again.");
}

/* The library's own messages on a damaged file are dropped; the reader reports the damage itself.
 */
static void ignore_message(const char *domain, GLogLevelFlags level, const char *message,
                           void *data) {
    (void)domain;
    (void)level;
    (void)message;
    (void)data;
}

bool ole_open(const unsigned char *bytes, size_t length, const struct limits *limits,
              struct ole **ole, struct error *error) {
    g_log_set_default_handler(ignore_message, NULL);
    GsfInput *input = gsf_input_memory_new(bytes, (gsf_off_t)length, FALSE);
    GsfInfile *file = input ? gsf_infile_msole_new(input, NULL) : NULL;
    if (input)
        g_object_unref(input);
    if (!file)
        return damaged("", error);
    *ole = malloc(sizeof **ole);
    if (!*ole) {
        g_object_unref(file);
        return error_set(error, CODE_NO_MEMORY, "", "%s", code_sentence(CODE_NO_MEMORY));
    }
    **ole = (struct ole){.file = file, .limits = limits};
    return true;
}

void ole_close(struct ole *ole) {
    if (!ole)
        return;
    g_object_unref(ole->file);
    free(ole);
}

static GsfInput *open_stream(const struct ole *ole, const char *name) {
    int count = gsf_infile_num_children(ole->file);
    for (int i = 0; i < count; i++) {
        const char *own = gsf_infile_name_by_index(ole->file, i);
        if (own && strcasecmp(own, name) == 0)
            return gsf_infile_child_by_index(ole->file, i);
    }
    return NULL;
}

bool ole_has(const struct ole *ole, const char *name) {
    GsfInput *stream = open_stream(ole, name);
    if (stream)
        g_object_unref(stream);
    return stream != NULL;
}

static bool copy(GsfInput *stream, const char *name, struct buffer *out, struct error *error) {
    gsf_off_t left = gsf_input_size(stream);
    while (left > 0) {
        size_t piece = left < PIECE_BYTES ? (size_t)left : PIECE_BYTES;
        const guint8 *bytes = gsf_input_read(stream, piece, NULL);
        if (!bytes)
            return damaged(name, error);
        buffer_append(out, bytes, piece);
        left -= (gsf_off_t)piece;
    }
    return !out->failed ||
           error_set(error, CODE_NO_MEMORY, name, "%s", code_sentence(CODE_NO_MEMORY));
}

bool ole_read(const struct ole *ole, const char *name, struct buffer *out, struct error *error) {
    GsfInput *stream = open_stream(ole, name);
    if (!stream)
        return error_set(error, CODE_PART_MISSING, name, "The file has no stream of this name.");
    bool fits =
        gsf_input_size(stream) >= 0 && (size_t)gsf_input_size(stream) <= ole->limits->part_bytes;
    bool done = fits ? copy(stream, name, out, error)
                     : error_set(error, CODE_LIMIT_UNPACKED, name,
                                 "The stream is larger than %zu bytes (--max-part-bytes).",
                                 ole->limits->part_bytes);
    g_object_unref(stream);
    return done;
}
