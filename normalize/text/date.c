#include "normalize/text/date.h"

#include <stdbool.h>
#include <stddef.h>

/* A date outside these years is a slip of the pen or of a pattern: no document in use is older,
 * none is from the future's century. */
#define YEAR_MIN 1900
#define YEAR_MAX 2100

static long days_of_month(long year, long month) {
    static const long days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

const char *date_write(struct arena *arena, long year, long month, long day) {
    if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 || day < 1 ||
        day > days_of_month(year, month))
        return NULL;
    return arena_printf(arena, "%04ld-%02ld-%02ld", year, month, day);
}
