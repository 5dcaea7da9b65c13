/* serial_date: dates and times of day as spreadsheets store them: serial day numbers, in the 1900
 * system (with its false 29 February 1900) or the 1904 system.
 *
 * Source: ECMA-376-1 §18.17.4.
 */
#ifndef CHITIEU_EXTRACT_SHEET_SERIAL_DATE_H
#define CHITIEU_EXTRACT_SHEET_SERIAL_DATE_H

#include <stdbool.h>
#include <stdint.h>

enum {
    SECONDS_PER_DAY = 86400,
    SUBSECONDS_MAX = 9, /* digits */
    EPOCH_1904 = 1462   /* serial of 1 January 1904 in the 1900 system */
};

/* A date and time of day, rounded to what is shown. */
struct moment {
    int64_t day;                    /* serial in the 1900 system */
    int year, month, date, weekday; /* month from 1, weekday from 0 = Sunday */
    int hour, minute, second;
    int64_t subsecond; /* in units of the last digit shown */
    int64_t seconds;   /* of all days together, for elapsed time */
};

/* The moment of a serial of the 1900 system, with so many digits behind the seconds. A bare date
 * (no time shown) is only turned by an error of the arithmetic. False when the serial is no date.
 */
bool serial_moment(double serial, unsigned subseconds, bool shows_time, struct moment *moment);

/* ISO 8601 of a serial: "2021-06-30", with "T14:30:00" when it has a time of day; false when out of
 * range. */
bool serial_iso_date(double serial, bool date1904, char iso[32]);

#endif
