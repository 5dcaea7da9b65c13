/* core_properties: title, author and times of a document, as its application wrote them.
 *
 * Ownership: the values belong to the builder's document. A damaged part is an event and a warning
 * (PART_UNREADABLE); what was read before the damage stays. Source: ECMA-376-2 §11 (core
 * properties), Dublin Core terms.
 */
#ifndef CHITIEU_EXTRACT_PACKAGE_CORE_PROPERTIES_H
#define CHITIEU_EXTRACT_PACKAGE_CORE_PROPERTIES_H

#include "extract/builder.h"
#include "extract/package/opc.h"

/* Reads the part the package names as its core properties, if any, into builder_properties(). false
 * at a limit. */
MUST_USE bool core_properties_read(struct package *package, const struct limits *limits,
                                   struct builder *builder, struct error *error);

#endif
