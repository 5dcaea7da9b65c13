/* clock: the two times of a run: one for deadlines, which only goes forward whatever is set on the
 * machine, and the time of day for what is written down.
 *
 * Units: milliseconds since some moment; RFC 3339, UTC, with milliseconds.
 */
#ifndef CHITIEU_PIPELINE_CLOCK_H
#define CHITIEU_PIPELINE_CLOCK_H

#include <stdint.h>

/* "2021-06-30T02:03:04.567Z" and room to spare. */
enum { CLOCK_TIMESTAMP_BYTES = 32 };

int64_t clock_milliseconds(void);

/* The time of day. */
void clock_timestamp(char text[CLOCK_TIMESTAMP_BYTES]);

#endif
