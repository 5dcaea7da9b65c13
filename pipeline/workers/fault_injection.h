/* fault_injection: lets a test make a worker misbehave.
 *
 * The program's own version does nothing; tests/fault_injection.c, which is linked into
 * chitieu-faulty only, has the faults.
 */
#ifndef CHITIEU_PIPELINE_WORKERS_FAULT_INJECTION_H
#define CHITIEU_PIPELINE_WORKERS_FAULT_INJECTION_H

/* Called in a worker, inside the sandbox, before it reads a document. */
void inject_fault(int socket, const char *path);

#endif
