/* ole: an OLE2 compound file, as Word and Excel 97 to 2003 wrote their documents: streams by name.
 *
 * Ownership: ole_close(); `bytes` must outlive the file. Errors: PACKAGE_DAMAGED, PART_MISSING,
 * LIMIT_UNPACKED; `place` is the stream. Source: MS-CFB; read by libgsf.
 */
#ifndef CHITIEU_EXTRACT_OLE_OLE_H
#define CHITIEU_EXTRACT_OLE_OLE_H

#include "core/buffer.h"
#include "core/error.h"
#include "core/limits.h"

struct ole;

MUST_USE bool ole_open(const unsigned char *bytes, size_t length, const struct limits *limits,
                       struct ole **ole, struct error *error);
void ole_close(struct ole *ole);

/* Whether the file has a stream of this name, whatever the case of its letters, at its root. */
bool ole_has(const struct ole *ole, const char *name);

/* Appends the whole stream to `out`, under limits->part_bytes. */
MUST_USE bool ole_read(const struct ole *ole, const char *name, struct buffer *out,
                       struct error *error);

#endif
