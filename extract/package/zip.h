/* zip: the entries of a ZIP file in memory, unpacked under limits.
 *
 * Names are kept as part names: a leading slash, forward slashes; lookups fold ASCII case, the
 * first of two equal names wins. Ownership: zip_archive_close() frees everything; the bytes stay
 * the caller's and must outlive the archive. Limits (core/limits.def): entries when opening;
 * part_bytes, unpacked_bytes and ratio while inflating, since sizes in a directory may lie. Errors:
 * PACKAGE_DAMAGED, ENCRYPTED, LIMIT_ENTRIES, LIMIT_UNPACKED, LIMIT_RATIO, NO_MEMORY. Source: PKWARE
 * APPNOTE 6.3 through libzip; ECMA-376-2 §10 (mapping to ZIP).
 */
#ifndef CHITIEU_EXTRACT_PACKAGE_ZIP_H
#define CHITIEU_EXTRACT_PACKAGE_ZIP_H

#include "core/error.h"
#include "core/limits.h"

#include <stdbool.h>
#include <stddef.h>

struct zip_archive;
struct zip_stream;

MUST_USE bool zip_archive_open(const void *bytes, size_t length, const struct limits *limits,
                               struct zip_archive **archive, struct error *error);
void zip_archive_close(struct zip_archive *archive);

size_t zip_archive_count(const struct zip_archive *archive);
const char *zip_archive_name(const struct zip_archive *archive, size_t n);

/* Index of an entry by part name, or -1. */
long zip_archive_find(const struct zip_archive *archive, const char *name);

MUST_USE bool zip_stream_open(struct zip_archive *archive, size_t n, struct zip_stream **stream,
                              struct error *error);
/* Up to `size` bytes; 0 at the end; -1 with error filled. */
long zip_stream_read(struct zip_stream *stream, void *bytes, size_t size, struct error *error);
void zip_stream_close(struct zip_stream *stream);

#endif
