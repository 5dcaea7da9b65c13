/* schema_json: the JSON Schema (draft-07) of a rule file, for editors that complete and validate.
 *
 * Made of the tables that the loader reads by (schema.c), so that the two cannot differ, and of the
 * sentences in schema_words.def. Source: json-schema.org/draft-07.
 */
#ifndef CHITIEU_NORMALIZE_AUTHORING_SCHEMA_JSON_H
#define CHITIEU_NORMALIZE_AUTHORING_SCHEMA_JSON_H

#include "core/buffer.h"

#include <stddef.h>

/* The rule files that have a schema: "form", "values", …; NULL past the last. */
const char *schema_json_name(size_t index);

/* Appends the schema of one of them, indented. false when there is none of this name. */
bool schema_to_json(const char *name, struct buffer *out);

#endif
