/* parse_number: reads the decimal numbers of file formats, the same under every locale.
 *
 * Source: XML Schema Part 2 §3.2.5 (xsd:double without INF and NaN); correctly rounded.
 */
#ifndef CHITIEU_EXTRACT_SHEET_NUMBER_H
#define CHITIEU_EXTRACT_SHEET_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/* Reads all `length` bytes, blanks around them allowed: "-12", "0.5", "1.5E-7". False, and *value
 * untouched, when they are no number or one too large for a double. */
bool number_parse(const char *text, size_t length, double *value);

#endif
