/* json: writes JSON in the order of the calls, straight into a buffer.
 *
 * Records have a fixed key order and can hold a million cells, so they are written as they are
 * walked and no tree is built; reading back is jansson's work. The writer puts the commas; the
 * caller opens and closes. Text must be UTF-8; a byte that is not becomes U+FFFD. Failure: the
 * buffer's.
 */
#ifndef CHITIEU_CORE_JSON_JSON_H
#define CHITIEU_CORE_JSON_JSON_H

#include "core/buffer.h"

#include <stdint.h>

struct json {
    struct buffer *out;
    bool comma; /* the next value or key needs a comma before it */
};

void json_object_open(struct json *json);
void json_object_close(struct json *json);
void json_array_open(struct json *json);
void json_array_close(struct json *json);
void json_key(struct json *json, const char *key);

void json_put_string(struct json *json, const char *text);
void json_put_number(struct json *json, double value); /* shortest text that reads back the same */
void json_put_integer(struct json *json, int64_t value);
void json_put_boolean(struct json *json, bool value);

/* key and value in one; a NULL string writes nothing at all ("absent rather than null"). */
void json_key_string(struct json *json, const char *key, const char *text);
void json_key_number(struct json *json, const char *key, double value);
void json_key_integer(struct json *json, const char *key, int64_t value);
void json_key_true(struct json *json, const char *key, bool value); /* only when true */

#endif
