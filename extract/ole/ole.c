#include "extract/ole/ole.h"
#include "extract/damage.h"

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
    return error_set(error, CODE_PACKAGE_DAMAGED, place,
                     "The compound file is damaged." DAMAGE_REMEDY);
}

/* The library's own messages on a damaged file are dropped; the reader reports the damage itself.
 * glib ends the process when it has no memory: core/crash.h gives it the right status. */
static void ignore_message(const char *domain, GLogLevelFlags level, const char *message,
                           void *data) {
    (void)domain;
    (void)level;
    (void)message;
    (void)data;
}

static GsfInfile *open_file(const unsigned char *bytes, size_t length, struct error *error) {
    GsfInput *input = gsf_input_memory_new(bytes, (gsf_off_t)length, FALSE);
    GsfInfile *file = input ? gsf_infile_msole_new(input, NULL) : NULL;
    if (input)
        g_object_unref(input);
    if (!memory_was_short() && !file)
        damaged("", error);
    if (!memory_was_short())
        return file;
    /* A stream whose name found no memory is left out, without a word. */
    error_no_memory(error, "");
    if (file)
        g_object_unref(file);
    return NULL;
}

bool ole_open(const unsigned char *bytes, size_t length, const struct limits *limits,
              struct ole **ole, struct error *error) {
    g_log_set_default_handler(ignore_message, NULL);
    GsfInfile *file = open_file(bytes, length, error);
    if (!file)
        return false;
    *ole = malloc(sizeof **ole);
    if (!*ole) {
        g_object_unref(file);
        return error_no_memory(error, "");
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

/* The stream's index, or -1. */
static int find(const struct ole *ole, const char *name) {
    int count = gsf_infile_num_children(ole->file);
    for (int i = 0; i < count; i++) {
        const char *own = gsf_infile_name_by_index(ole->file, i);
        if (own && strcasecmp(own, name) == 0)
            return i;
    }
    return -1;
}

bool ole_has(const struct ole *ole, const char *name) {
    return find(ole, name) >= 0;
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
    return !out->failed || error_no_memory(error, name); /* the limit was looked at before */
}

bool ole_read(const struct ole *ole, const char *name, struct buffer *out, struct error *error) {
    size_t most = ole->limits->part_bytes;
    int index = find(ole, name);
    if (index < 0)
        return error_set(error, CODE_PART_MISSING, name,
                         "The file lacks this stream, so it is damaged." DAMAGE_REMEDY);
    GsfInput *stream = gsf_infile_child_by_index(ole->file, index);
    if (!stream)
        return memory_was_short() ? error_no_memory(error, name) : damaged(name, error);
    bool fits = gsf_input_size(stream) >= 0 && (size_t)gsf_input_size(stream) <= most;
    bool done = fits ? copy(stream, name, out, error)
                     : error_set(error, CODE_LIMIT_UNPACKED, name,
                                 "The stream is larger than %zu bytes (--max-part-bytes).", most);
    g_object_unref(stream);
    return done;
}
