/* date: dates as the records write them.
 *
 * Source: ISO 8601; the calendar is the Gregorian one. Ownership: the caller's arena.
 */
#ifndef CHITIEU_NORMALIZE_TEXT_DATE_H
#define CHITIEU_NORMALIZE_TEXT_DATE_H

#include "core/arena.h"

/* "2021-06-15". NULL when the calendar has no such day ("31 tháng 6"), the year is out of range, or
 * memory is out. */
const char *date_write(struct arena *arena, long year, long month, long day);

#endif
