#include "pipeline/clock.h"

#include <stdio.h>
#include <time.h>

int64_t clock_milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void clock_timestamp(char text[CLOCK_TIMESTAMP_BYTES]) {
    struct timespec now;
    struct tm parts;
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &parts);
    size_t length = strftime(text, CLOCK_TIMESTAMP_BYTES, "%Y-%m-%dT%H:%M:%S", &parts);
    snprintf(text + length, CLOCK_TIMESTAMP_BYTES - length, ".%03dZ", (int)(now.tv_nsec / 1000000));
}
