/* inject: where a test makes a worker misbehave.
 *
 * The program's own version does nothing; tests/fault_injection.c is another, linked into
 * chitieu-faulty only (make night).
 */
#ifndef CHITIEU_PIPELINE_WORKERS_FAULT_INJECTION_H
#define CHITIEU_PIPELINE_WORKERS_FAULT_INJECTION_H

/* Called in a worker, inside the sandbox, before it reads a document. */
void inject_fault(int socket, const char *path);

#endif
