/* record: reads values out of a JSON object of a record, and remembers the first fault.
 *
 * A record comes from a pipe or a file and is not trusted: every getter checks the type and range,
 * copies strings into the record's arena, and on a fault fills the error once with the path of the
 * key. After a fault getters return empty values, so that a reader can read on and check
 * record_ok() once. Parsing is jansson's, which leaves letters out of a text that it finds no
 * memory for: see record_watch_memory(). Errors: RECORD_DAMAGED, LIMIT_MEMORY, NO_MEMORY.
 */
#ifndef CHITIEU_CORE_JSON_RECORD_H
#define CHITIEU_CORE_JSON_RECORD_H

#include "core/arena.h"
#include "core/error.h"

#include <jansson.h>
#include <stdint.h>

struct record {
    struct arena *arena;
    struct error *error;
    char path[160]; /* of the object being read: "blocks[3].cells[7]" */
};

/* From here on the process ends where jansson finds no memory, as core/crash.h ends it: a record
 * with holes is worse than none. */
void record_watch_memory(void);

/* Parses a line; NULL with the error filled. The caller json_decref()s. `schema` is the one
 * expected, `maker` the command that makes it. */
json_t *record_parse(const char *line, size_t length, const char *schema, const char *maker,
                     struct error *error);

/* False once anything was wrong (or memory is out). */
bool record_ok(struct record *record);

/* Records a fault of a key, unless there is one already. Always returns false. */
bool record_fault(struct record *record, const char *key, const char *expected);

/* Strings: NULL when absent. `record_text` returns "" instead, `record_required` records a fault.
 */
const char *record_string(struct record *record, const json_t *object, const char *key);
const char *record_text(struct record *record, const json_t *object, const char *key);
const char *record_required(struct record *record, const json_t *object, const char *key);

/* A whole number in 0 … most; `absent` when there is none. */
uint64_t record_integer(struct record *record, const json_t *object, const char *key,
                        uint64_t absent, uint64_t most);
/* A number; false in *present when absent. */
double record_number(struct record *record, const json_t *object, const char *key, bool *present);
bool record_boolean(struct record *record, const json_t *object, const char *key);

/* The array of a key (NULL when absent, a fault when something else) and the object of one. */
const json_t *record_array(struct record *record, const json_t *object, const char *key);
const json_t *record_object(struct record *record, const json_t *object, const char *key);

/* An array of *count strings, copied into the arena. */
const char **record_strings(struct record *record, const json_t *object, const char *key,
                            size_t *count);

/* Sets the path to element `index` of `key`, below `outer` (NULL at the top). */
void record_set_path(struct record *record, const char *outer, const char *key, size_t index);

#endif
