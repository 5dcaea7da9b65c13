#include "pipeline/workers/inject.h"

void inject_fault(int socket, const char *path) {
    (void)socket;
    (void)path;
}
