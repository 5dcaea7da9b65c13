#include "extract/package/zip.h"

#include "extract/damage.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zip.h>
#include <zlib.h>

/* The words of libzip for an error. */
enum { REASON_BYTES = 128 };

struct entry {
    char *name;     /* as a part name */
    uint64_t index; /* in the archive */
};

struct zip_archive {
    zip_t *zip;
    const struct limits *limits;
    struct entry *entries; /* in archive order */
    struct entry **sorted; /* by name, case folded; equal names in archive order */
    size_t count;
    size_t length;     /* of the file */
    uint64_t unpacked; /* bytes of all streams so far */
};

struct zip_stream {
    struct zip_archive *archive;
    zip_file_t *file;
    const char *name;
    uint64_t packed, unpacked;
    uint64_t claimed; /* unpacked bytes by the directory, UINT64_MAX when unknown */
    bool has_content; /* by the checksum of the directory: that of no bytes is 0 */
};

static char *part_name(const char *raw) {
    size_t length = strlen(raw);
    bool slash = *raw == '/' || *raw == '\\';
    char *name = malloc(length + 2);
    if (!name)
        return NULL;
    name[0] = '/';
    memcpy(name + !slash, raw, length + 1);
    for (char *at = name; *at; at++)
        if (*at == '\\')
            *at = '/';
    return name;
}

static int by_name(const void *a, const void *b) {
    const struct entry *left = *(struct entry *const *)a, *right = *(struct entry *const *)b;
    int order = strcasecmp(left->name, right->name);
    return order ? order : (left->index > right->index) - (left->index < right->index);
}

/* What libzip says of an entry or of the whole (`place` ""): damage, unless it is memory. Some
 * failed allocations it calls damage as well (1.7, while opening). */
static bool refuse(const zip_error_t *cause, const char *place, struct error *error) {
    bool no_memory = memory_was_short() || zip_error_code_zip(cause) == ZIP_ER_MEMORY ||
                     (zip_error_system_type(cause) == ZIP_ET_ZLIB &&
                      zip_error_code_system(cause) == Z_MEM_ERROR);
    if (no_memory)
        return error_no_memory(error, place);
    char words[REASON_BYTES];
    snprintf(words, sizeof words, "%s", zip_error_strerror((zip_error_t *)cause));
    return *place
               ? error_set(error, CODE_PACKAGE_DAMAGED, place,
                           "The part is damaged (%s)." DAMAGE_REMEDY, words)
               : error_set(error, CODE_PACKAGE_DAMAGED, place,
                           "The ZIP container is cut short or damaged (%s)." DAMAGE_REMEDY, words);
}

static bool read_names(struct zip_archive *archive, struct error *error) {
    archive->entries = calloc(archive->count + 1, sizeof *archive->entries);
    archive->sorted = calloc(archive->count + 1, sizeof(struct entry *));
    if (!archive->entries || !archive->sorted)
        return error_no_memory(error, "");
    for (size_t i = 0; i < archive->count; i++) {
        const char *raw = zip_get_name(archive->zip, i, ZIP_FL_ENC_GUESS);
        if (!raw && zip_error_code_zip(zip_get_error(archive->zip)) == ZIP_ER_MEMORY)
            return error_no_memory(error, "");
        archive->entries[i] = (struct entry){.name = part_name(raw ? raw : ""), .index = i};
        archive->sorted[i] = &archive->entries[i];
        if (!archive->entries[i].name)
            return error_no_memory(error, "");
    }
    qsort(archive->sorted, archive->count, sizeof(struct entry *), by_name);
    return true;
}

/* The number of entries that the end record claims (APPNOTE 4.3.16), so that a bomb of entries is
 * refused unread. */
static uint64_t claimed_entries(const unsigned char *bytes, size_t length) {
    const size_t record = 22, comment_max = 65535;
    size_t first = length > record + comment_max ? length - record - comment_max : 0;
    for (size_t at = length < record ? 0 : length - record + 1; at-- > first;)
        if (memcmp(bytes + at, "PK\5\6", 4) == 0)
            return (uint64_t)bytes[at + 10] | (uint64_t)bytes[at + 11] << 8;
    return 0;
}

static bool too_many(uint64_t count, const struct limits *limits, struct error *error) {
    return error_set(error, CODE_LIMIT_ENTRIES, "",
                     "The package has %" PRIu64 " entries; the limit is %zu (--max-entries).",
                     count, limits->entries);
}

static bool open_archive(struct zip_archive *archive, const void *bytes, size_t length,
                         struct error *error) {
    uint64_t claimed = claimed_entries(bytes, length);
    if (claimed > archive->limits->entries)
        return too_many(claimed, archive->limits, error);
    zip_error_t cause;
    zip_error_init(&cause);
    zip_source_t *source = zip_source_buffer_create(bytes, length, 0, &cause);
    if (source)
        archive->zip = zip_open_from_source(source, ZIP_RDONLY, &cause);
    if (!archive->zip) {
        refuse(&cause, "", error);
        zip_source_free(source);
        zip_error_fini(&cause);
        return false;
    }
    zip_error_fini(&cause);
    zip_int64_t count = zip_get_num_entries(archive->zip, 0);
    if (count < 0 || (uint64_t)count > archive->limits->entries)
        return too_many(count < 0 ? 0 : (uint64_t)count, archive->limits, error);
    archive->count = (size_t)count;
    return read_names(archive, error);
}

bool zip_archive_open(const void *bytes, size_t length, const struct limits *limits,
                      struct zip_archive **archive, struct error *error) {
    struct zip_archive *fresh = calloc(1, sizeof *fresh);
    if (!fresh)
        return error_no_memory(error, "");
    fresh->limits = limits;
    fresh->length = length;
    if (!open_archive(fresh, bytes, length, error)) {
        zip_archive_close(fresh);
        return false;
    }
    *archive = fresh;
    return true;
}

void zip_archive_close(struct zip_archive *archive) {
    if (!archive)
        return;
    for (size_t i = 0; archive->entries && i < archive->count; i++)
        free(archive->entries[i].name);
    free(archive->entries);
    free(archive->sorted);
    if (archive->zip)
        zip_discard(archive->zip);
    free(archive);
}

size_t zip_archive_count(const struct zip_archive *archive) {
    return archive->count;
}

const char *zip_archive_name(const struct zip_archive *archive, size_t n) {
    return archive->entries[n].name;
}

long zip_archive_find(const struct zip_archive *archive, const char *name) {
    size_t low = 0, high = archive->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcasecmp(archive->sorted[middle]->name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == archive->count || strcasecmp(archive->sorted[low]->name, name) != 0)
        return -1;
    return (long)archive->sorted[low]->index;
}

static bool too_large(const struct zip_stream *stream, const char *what, size_t limit,
                      const char *flag, struct error *error) {
    return error_set(error, CODE_LIMIT_UNPACKED, stream->name,
                     "%s unpacks to more than %zu bytes (%s).", what, limit, flag);
}

/* Whether `unpacked` bytes of this entry, on top of the others', are within the limits. */
static bool within_limits(const struct zip_stream *stream, uint64_t unpacked, uint64_t total,
                          struct error *error) {
    const struct limits *limits = stream->archive->limits;
    if (unpacked > limits->part_bytes)
        return too_large(stream, "The part", limits->part_bytes, "--max-part-bytes", error);
    if (total > limits->unpacked_bytes)
        return too_large(stream, "The package", limits->unpacked_bytes, "--max-unpacked-bytes",
                         error);
    if (unpacked > limits->ratio_floor_bytes &&
        (limits->ratio == 0 || unpacked / limits->ratio > stream->packed))
        return error_set(
            error, CODE_LIMIT_RATIO, stream->name,
            "The part is compressed more than %zu times (--max-ratio); it is not a document.",
            limits->ratio);
    return true;
}

static bool open_stream(struct zip_stream *stream, uint64_t index, struct error *error) {
    zip_t *zip = stream->archive->zip;
    zip_stat_t stat;
    if (zip_stat_index(zip, index, 0, &stat) != 0)
        return refuse(zip_get_error(zip), stream->name, error);
    /* Both sizes may lie: no entry is packed into more than the whole file, and none is read past
     * what is claimed. */
    uint64_t length = stream->archive->length;
    stream->packed = stat.valid & ZIP_STAT_COMP_SIZE ? stat.comp_size : 0;
    stream->packed = stream->packed > length ? length : stream->packed;
    stream->claimed = stat.valid & ZIP_STAT_SIZE ? stat.size : UINT64_MAX;
    stream->has_content = (stat.valid & ZIP_STAT_CRC) && stat.crc != 0;
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
        return error_set(error, CODE_ENCRYPTED, stream->name,
                         "The file is protected by a password; remove it and send the file again.");
    if ((stat.valid & ZIP_STAT_SIZE) &&
        !within_limits(stream, stat.size, stream->archive->unpacked + stat.size, error))
        return false;
    stream->file = zip_fopen_index(zip, index, 0);
    if (!stream->file)
        return refuse(zip_get_error(zip), stream->name, error);
    return true;
}

bool zip_stream_open(struct zip_archive *archive, size_t n, struct zip_stream **stream,
                     struct error *error) {
    struct zip_stream *fresh = calloc(1, sizeof *fresh);
    if (!fresh)
        return error_no_memory(error, "");
    fresh->archive = archive;
    fresh->name = archive->entries[n].name;
    if (!open_stream(fresh, archive->entries[n].index, error)) {
        zip_stream_close(fresh);
        return false;
    }
    *stream = fresh;
    return true;
}

/* Whether the part may end here. libzip gives no bytes and no error when the directory says that
 * none are packed. */
static bool is_whole(const struct zip_stream *stream, struct error *error) {
    bool short_of = stream->claimed != UINT64_MAX && stream->unpacked < stream->claimed;
    if (!short_of && (stream->unpacked > 0 || !stream->has_content))
        return true;
    return error_set(
        error, CODE_PACKAGE_DAMAGED, stream->name,
        "The part is smaller than its directory says, so it is damaged." DAMAGE_REMEDY);
}

long zip_stream_read(struct zip_stream *stream, void *bytes, size_t size, struct error *error) {
    zip_int64_t got = zip_fread(stream->file, bytes, size);
    if (got < 0) {
        refuse(zip_file_get_error(stream->file), stream->name, error);
        return -1;
    }
    stream->unpacked += (uint64_t)got;
    stream->archive->unpacked += (uint64_t)got;
    if (!within_limits(stream, stream->unpacked, stream->archive->unpacked, error))
        return -1;
    if (stream->unpacked > stream->claimed) {
        error_set(error, CODE_PACKAGE_DAMAGED, stream->name,
                  "The part is larger than its directory says, so it is damaged." DAMAGE_REMEDY);
        return -1;
    }
    if (got == 0 && size > 0 && !is_whole(stream, error))
        return -1;
    return (long)got;
}

void zip_stream_close(struct zip_stream *stream) {
    if (!stream)
        return;
    if (stream->file)
        zip_fclose(stream->file);
    free(stream);
}
