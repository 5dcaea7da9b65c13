/* sandbox: takes from this process every right that reading a document does not need.
 *
 * In this order: descriptors, core dumps, resource limits, new privileges, paths (Landlock, where
 * the kernel has it), calls (seccomp). What is left is to compute, to receive descriptors over the
 * socket and to answer. Opening for reading and asking about files fail with EACCES, since
 * libraries look for files that may be absent; any other call kills the process (SIGSYS).
 *
 * Under AddressSanitizer, which reserves terabytes, memory is not limited.
 * Units: bytes.  Source: DESIGN §9; Linux seccomp(2), landlock(7).
 */
#ifndef CHITIEU_PIPELINE_WORKERS_SANDBOX_H
#define CHITIEU_PIPELINE_WORKERS_SANDBOX_H

#include "core/error.h"

#include <stddef.h>

/* The number of the socket afterwards: the first after the standard streams, which are then
 * /dev/null. */
enum { SANDBOX_SOCKET = 3 };

/* Confines this process; `socket` stays open. False when a step failed: the process must then end
 * without reading a document. */
MUST_USE bool sandbox_enter(int socket, size_t memory_bytes);

#endif
