/* opc: an Open Packaging Conventions package: parts, content types, relationships.
 *
 * Sits on zip (entries under limits) and sax (parts as XML). Part names are absolute
 * ("/word/document.xml"); lookups fold ASCII case and backslashes as Word does. Ownership:
 * package_close() frees everything; strings returned belong to the package. Errors:
 * PACKAGE_DAMAGED, PART_MISSING, XML_DAMAGED and the LIMIT_ codes; `place` names the part. Source:
 * ECMA-376-2 §9 (parts, relationships, content types); ECMA-376-1 §8 for what Word accepts beyond
 * it.
 */
#ifndef CHITIEU_EXTRACT_PACKAGE_OPC_H
#define CHITIEU_EXTRACT_PACKAGE_OPC_H

#include "core/error.h"
#include "core/limits.h"

#include <stdbool.h>
#include <stddef.h>

struct package;

/* Opens a ZIP file in memory; `bytes` must outlive the package. Checks the entry limits. */
MUST_USE bool package_open(const void *bytes, size_t length, const struct limits *limits,
                           struct package **package, struct error *error);
void package_close(struct package *package);

/* One relationship of a part. */
struct relationship {
    const char *id;     /* "rId5" */
    const char *type;   /* the last path segment of the type URI, so strict and transitional read
                           alike: "styles" */
    const char *target; /* resolved absolute part name; the URI as written when external */
    bool external;
};

/* The relationships of a part ("/" for the package's own); an absent part of relationships gives
 * *count = 0. A damaged one gives what was read before the damage. Read once and kept. */
const struct relationship *package_relationships(struct package *package, const char *part,
                                                 size_t *count);

/* The first list of relationships or content types that could not be read whole, with what is wrong
 * (a limit or memory before damage); its code is CODE_NONE when there is none. */
const struct error *package_list_fault(struct package *package);

/* The first relationship of this type (last segment of the URI), or NULL. */
const struct relationship *package_related(struct package *package, const char *part,
                                           const char *type);
/* The relationship with this id, or NULL. */
const struct relationship *package_relationship(struct package *package, const char *part,
                                                const char *id);

/* The content type of a part (override, else by extension), or NULL. */
const char *package_content_type(struct package *package, const char *part);

bool package_has(struct package *package, const char *part);

/* Number of entries and the name of the n-th as a part name ("/word/document.xml"), for recognising
 * formats. */
size_t package_entry_count(const struct package *package);
const char *package_entry_name(const struct package *package, size_t n);

/* A stream of a part's unpacked bytes, under part_bytes, unpacked_bytes and ratio. */
struct part_stream;
MUST_USE bool part_open(struct package *package, const char *part, struct part_stream **stream,
                        struct error *error);
/* Up to `size` bytes; 0 at the end; -1 with error filled (damage or limit). */
long part_read(struct part_stream *stream, void *bytes, size_t size, struct error *error);
void part_close(struct part_stream *stream);

/* Parses a part as XML, under the package's limits; what it gives is what xml_parse() does
 * (sax.h). */
struct xml_handlers;
MUST_USE bool part_parse(struct package *package, const char *part,
                         const struct xml_handlers *handlers, void *context, struct error *error);

#endif
