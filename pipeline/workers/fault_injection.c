#include "pipeline/workers/fault_injection.h"

void inject_fault(int socket, const char *path) {
    (void)socket;
    (void)path;
}
