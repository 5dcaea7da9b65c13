#include "extract/text/nfc.h"
#include "core/text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* Unicode NFC_Quick_Check: what is listed here is all that Vietnamese typed in precomposed Unicode
 * uses. */
bool nfc_is_certain(const char *text) {
    while (*text) {
        if ((unsigned char)*text < 0xCC) { /* below U+0300 */
            text++;
            continue;
        }
        uint32_t c = utf8_next(&text);
        if (!((c >= 0x1E00 && c <= 0x1EFF) || (c >= 0x2002 && c <= 0x20CF)))
            return false;
    }
    return true;
}

bool nfc_append(const char *text, struct buffer *out) {
    size_t length = strlen(text);
    if (length > NFC_TEXT_BYTES_MAX)
        return false;
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    int32_t capacity = (int32_t)length + 1, units = 0, normal_units = 0, bytes = 0;
    int32_t normal_capacity = capacity * NFC_GROWTH_MAX;
    int32_t narrow_capacity = normal_capacity * NFC_UNIT_BYTES_MAX;
    UChar *wide = malloc((size_t)(capacity + normal_capacity) * sizeof *wide);
    char *narrow = malloc((size_t)narrow_capacity);
    if (wide && narrow) {
        UChar *normal = wide + capacity;
        u_strFromUTF8WithSub(wide, capacity, &units, text, (int32_t)length, 0xFFFD, NULL, &status);
        normal_units = unorm2_normalize(nfc, wide, units, normal, normal_capacity, &status);
        u_strToUTF8WithSub(narrow, narrow_capacity, &bytes, normal, normal_units, 0xFFFD, NULL,
                           &status);
    }
    bool done = wide && narrow && U_SUCCESS(status);
    if (done)
        buffer_append(out, narrow, (size_t)bytes);
    free(wide);
    free(narrow);
    return done && !out->failed;
}
