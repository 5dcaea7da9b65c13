/* period_range: a reporting period as a range of months, for comparing periods of different length.
 *
 * Reads the periods that reports have: "2021", "2021-S1", "2021-Q3", "2021-06", "2021-01-01/P9M".
 * Units: months since January of year 0. Source: SDMX 2.1, section 6, "Time Formats"; ISO 8601
 * durations.
 */
#ifndef CHITIEU_LOAD_PERIOD_RANGE_H
#define CHITIEU_LOAD_PERIOD_RANGE_H

#include <stdbool.h>

struct period_range {
    int start, end; /* the first month; the one after the last */
};

/* False when the text is none of these. */
bool period_range_read(const char *period, struct period_range *range);

#endif
