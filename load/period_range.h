/* span: a reporting period as months on a line.
 *
 * Reads the periods that reports have: "2021", "2021-S1", "2021-Q3", "2021-06", "2021-01-01/P9M".
 * Pure. Units: months; the start counts from January of year 0. Source: SDMX 2.1, section 6, "Time
 * Formats"; ISO 8601 durations.
 */
#ifndef CHITIEU_LOAD_PERIOD_RANGE_H
#define CHITIEU_LOAD_PERIOD_RANGE_H

#include <stdbool.h>

struct period_range {
    int start, end; /* the first month; one behind the last */
};

/* false when the text is none of these. */
bool period_range_read(const char *period, struct period_range *range);

#endif
