#include "extract/sheet/serial_date.h"

#include <math.h>
#include <stdio.h>

enum {
    FALSE_LEAP_DAY = 60, /* serial of 29 February 1900, which Lotus 1-2-3 believed in */
    LAST_DAY = 2958465,  /* 31 December 9999 */
};

/* Days since 1 March of year 0 to a date of the Gregorian calendar; March as the first month puts
 * leap days last. */
static void civil_date(int64_t days, struct moment *moment) {
    int64_t era = days / 146097, day_of_era = days % 146097;
    int64_t year =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * day_of_year + 2) / 153;
    moment->date = (int)(day_of_year - (153 * month + 2) / 5 + 1);
    moment->month = (int)(month < 10 ? month + 3 : month - 9);
    moment->year = (int)(year + era * 400 + (month >= 10));
}

static void resolve_day(struct moment *moment) {
    enum { DAYS_TO_1900 = 693900 }; /* from 1 March of year 0 to 31 December 1899 */
    int64_t day = moment->day;
    moment->weekday = (int)((day + 6) % 7);
    if (day == FALSE_LEAP_DAY || day == 0) { /* shown as 29 February and as 0 January */
        moment->year = 1900;
        moment->month = day == 0 ? 1 : 2;
        moment->date = day == 0 ? 0 : 29;
        return;
    }
    civil_date(DAYS_TO_1900 + day - (day > FALSE_LEAP_DAY), moment);
}

bool serial_moment(double serial, unsigned subseconds, bool shows_time, struct moment *moment) {
    int64_t units = 1;
    for (unsigned i = 0; i < subseconds && i < SUBSECONDS_MAX; i++)
        units *= 10;
    if (!(serial >= 0 && serial < LAST_DAY + 1.0))
        return false;
    double day = floor(serial);
    /* A bare date is only turned by a difference that is an error of the arithmetic. */
    double half = shows_time ? 0.5 : 1e-4;
    int64_t time = (int64_t)floor((serial - day) * SECONDS_PER_DAY * (double)units + half);
    moment->day = (int64_t)day;
    if (time >= SECONDS_PER_DAY * units) {
        moment->day++;
        time -= SECONDS_PER_DAY * units;
    }
    moment->subsecond = time % units;
    int second = (int)(time / units);
    moment->seconds = moment->day * SECONDS_PER_DAY + second;
    moment->hour = second / 3600;
    moment->minute = second / 60 % 60;
    moment->second = second % 60;
    resolve_day(moment);
    return moment->day <= LAST_DAY;
}

bool serial_iso_date(double serial, bool date1904, char iso[32]) {
    struct moment moment;
    if (!(serial >= 0) || !serial_moment(serial + (date1904 ? EPOCH_1904 : 0), 0, true, &moment) ||
        moment.day == 0 || moment.day == FALSE_LEAP_DAY)
        return false;
    int length = snprintf(iso, 32, "%04d-%02d-%02d", moment.year, moment.month, moment.date);
    if (moment.seconds % SECONDS_PER_DAY != 0)
        snprintf(iso + length, (size_t)(32 - length), "T%02d:%02d:%02d", moment.hour, moment.minute,
                 moment.second);
    return true;
}
