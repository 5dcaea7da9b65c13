/* clock: the time that deadlines are measured by; it only goes forward, whatever is set on the
 * machine. Units: milliseconds since some moment.
 */
#ifndef CHITIEU_PIPELINE_CLOCK_H
#define CHITIEU_PIPELINE_CLOCK_H

#include <stdint.h>

int64_t clock_milliseconds(void);

#endif
