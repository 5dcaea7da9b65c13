/* location: describes a record's location as a person would look for it (DESIGN §4).
 *
 *     t1!R5C3      "table 1, row 6, column 4", or on a sheet "Sheet1!D6"
 *     t2!R5C3+1-4  the same, and ", characters 2 to 4"
 *     p7           "paragraph 7"
 *     p7+34-78     "paragraph 7, characters 35 to 78"
 */
#ifndef CHITIEU_PIPELINE_CLI_LOCATION_H
#define CHITIEU_PIPELINE_CLI_LOCATION_H

#include "core/buffer.h"
#include "extract/document.h"

/* Appends the description; a location that the document does not have is appended as it is. */
void location_describe(const struct document *document, const char *at, struct buffer *out);

#endif
