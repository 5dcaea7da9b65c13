/* sandbox: takes from this process everything that reading a document does not need.
 *
 * In this order: descriptors, core dumps, resource limits, new privileges, paths (Landlock, where
 * the kernel has it), calls (seccomp). What is left: computing, the descriptors that come over the
 * socket, answering. Opening for reading and asking about files fails with EACCES, since libraries
 * look for files that may be absent; any other call kills the process (SIGSYS).
 *
 * Under AddressSanitizer, which reserves terabytes, memory is not limited.
 * Units: bytes.  Source: DESIGN §9; Linux seccomp(2), landlock(7).
 */
#ifndef CHITIEU_PIPELINE_WORKERS_SANDBOX_H
#define CHITIEU_PIPELINE_WORKERS_SANDBOX_H

#include "core/error.h"

#include <stddef.h>

/* The number that the socket has afterwards: the first behind the standard streams, which then lead
 * nowhere. */
enum { SANDBOX_SOCKET = 3 };

/* Shuts this process in with `socket`. False: something could not be shut, and the process must end
 * without looking at a document. */
MUST_USE bool sandbox_enter(int socket, size_t memory_bytes);

#endif
