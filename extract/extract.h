/* extract: the stage that turns a file's bytes into a document.
 *
 *     file ──extract──▶ document ──normalize──▶ report ──load──▶ database
 *
 * What the bytes are decides, never the name. Knows nothing of indicators, rules or databases.
 * Ownership: the caller frees the document with document_free().
 * Errors: every code of the group "A file that cannot become a document" in core/codes.def, and
 * NO_INPUT. Events: the group "Decisions of extract". Source: DESIGN §2 to §4 and §9.
 */
#ifndef CHITIEU_EXTRACT_EXTRACT_H
#define CHITIEU_EXTRACT_EXTRACT_H

#include "core/event.h"
#include "core/limits.h"
#include "extract/document.h"

struct extract_options {
    struct limits limits;
    bool raw_text; /* leave text in legacy encodings as it is */
};

/* Defaults. */
struct extract_options extract_options_default(void);

/* Reads the file at `path` ("-" is not special here). */
MUST_USE bool extract_file(const char *path, const struct extract_options *options,
                           const struct event_sink *sink, struct document **document,
                           struct error *error);

/* Reads a file that is open, from its current position; `path` is only recorded. The caller closes
 * it.
 */
MUST_USE bool extract_descriptor(int file, const char *path, const struct extract_options *options,
                                 const struct event_sink *sink, struct document **document,
                                 struct error *error);

/* Reads a file already in memory; `path` is only recorded. `bytes` may be freed afterwards. */
MUST_USE bool extract_bytes(const char *path, const void *bytes, size_t length,
                            const struct extract_options *options, const struct event_sink *sink,
                            struct document **document, struct error *error);

#endif
