#include "extract/sheet/iso_date.h"

#include <stddef.h>

enum {
    DAYS_TO_1900 = 693900, /* from 1 March of year 0 to 31 December 1899, serial 0 */
    EPOCH_1904 = 1462,
    FALSE_LEAP_DAY = 60, /* serials from here on count a 29 February 1900 */
};

/* Reads exactly `count` digits. */
static bool take(const char **at, int count, int *number) {
    *number = 0;
    for (; count > 0; count--, (*at)++) {
        if (**at < '0' || **at > '9')
            return false;
        *number = *number * 10 + (**at - '0');
    }
    return true;
}

static bool take_sign(const char **at, char sign) {
    if (**at != sign)
        return false;
    (*at)++;
    return true;
}

static bool take_date(const char **at, double *days) {
    int year, month, day;
    if (!take(at, 4, &year) || !take_sign(at, '-') || !take(at, 2, &month) || !take_sign(at, '-') ||
        !take(at, 2, &day) || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    /* Years begin with March, so that leap days come last. */
    int y = month <= 2 ? year - 1 : year, m = month <= 2 ? month + 9 : month - 3;
    int serial = 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - DAYS_TO_1900;
    *days = serial >= FALSE_LEAP_DAY ? serial + 1 : serial;
    return true;
}

static bool take_time(const char **at, double *days) {
    int hour, minute, second = 0;
    double fraction = 0, unit = 0.1;
    if (!take(at, 2, &hour) || !take_sign(at, ':') || !take(at, 2, &minute))
        return false;
    if (take_sign(at, ':') && !take(at, 2, &second))
        return false;
    if (take_sign(at, '.'))
        for (; **at >= '0' && **at <= '9'; (*at)++, unit /= 10)
            fraction += (**at - '0') * unit;
    *days += (hour * 3600 + minute * 60 + second + fraction) / 86400;
    return hour < 24 && minute < 60 && second < 60;
}

bool iso_date_serial(const char *text, bool date1904, double *serial) {
    const char *at = text;
    double days = 0;
    bool dated = text[0] && text[1] && text[2] && text[2] != ':';
    if (dated && !take_date(&at, &days))
        return false;
    if (dated && date1904)
        days -= EPOCH_1904;
    if ((!dated || take_sign(&at, 'T') || take_sign(&at, ' ')) && !take_time(&at, &days))
        return false;
    bool ended = *at == '\0' || *at == 'Z' || *at == '+' || *at == '-';
    if (!ended || days < 0)
        return false;
    *serial = days;
    return true;
}
