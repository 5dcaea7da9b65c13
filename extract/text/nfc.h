/* nfc: text in Unicode normalization form C, as every text of a record is.
 *
 * Units: UTF-8 in and out; bytes that are not become U+FFFD. Ownership: the caller's buffer.
 * Source: Unicode Standard Annex 15.
 */
#ifndef CHITIEU_EXTRACT_TEXT_NFC_H
#define CHITIEU_EXTRACT_TEXT_NFC_H

#include "core/buffer.h"
#include "core/error.h"

#include <stdint.h>

/* NFC grows a text at most threefold (Unicode FAQ on normalization); a UTF-16 unit takes at most so
 * many bytes of UTF-8. */
enum { NFC_GROWTH_MAX = 3, NFC_UNIT_BYTES_MAX = 3 };

/* Lengths are int32_t in ICU: the longest text whose normal form surely has one. */
#define NFC_TEXT_BYTES_MAX ((size_t)INT32_MAX / (NFC_GROWTH_MAX * NFC_UNIT_BYTES_MAX) - 1)

/* True when every character is one that NFC leaves alone whatever its neighbours; false when the
 * text must be looked at closely. Cheap. */
bool nfc_is_certain(const char *text);

/* Appends the text in NFC. false when memory is out or the text longer than NFC_TEXT_BYTES_MAX. */
MUST_USE bool nfc_append(const char *text, struct buffer *out);

#endif
