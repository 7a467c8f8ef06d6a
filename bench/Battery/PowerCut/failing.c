/*
 * Preloaded into processes, it lets the n-th write or sync of files below one folder fail, counted over all of
 * them. What fails is not done.
 *
 * FAILING_FOLDER   the folder, without a slash at its end
 * FAILING_CONTROL  a file of five 64-bit numbers in the machine's order, which is mapped and shared:
 *                  0 n, the operation that fails; none where it is 0
 *                  1 the error, e.g. EIO
 *                  2 whether all operations after it fail too, until n is set to 0
 *                  3 how many operations there were since it was set to 0
 *                  4 how many failed
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

#define LONGEST_PATH 4096

enum { AT, ERROR, LASTS, SEEN, FAILED, NUMBERS };

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const char *folder;
static size_t folder_length;
static int64_t *control;

#define FIND(type, name, ...) type (*real)(__VA_ARGS__) = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static void start(void)
{
    const char *path = getenv("FAILING_CONTROL");
    folder = getenv("FAILING_FOLDER");
    if (folder == NULL || path == NULL)
        return;
    folder_length = strlen(folder);
    int file = open(path, O_RDWR | O_CLOEXEC);
    void *mapped = file < 0 ? MAP_FAILED : mmap(NULL, NUMBERS * sizeof(int64_t), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    /* Without its control it would let everything pass, and prove nothing. */
    if (mapped == MAP_FAILED)
        abort();
    close(file);
    control = mapped;
}

static int is_below(int file)
{
    char link[32], path[LONGEST_PATH];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= (ssize_t)folder_length)
        return 0;
    path[length] = '\0';
    return strncmp(path, folder, folder_length) == 0 && path[folder_length] == '/';
}

/* Whether this operation fails; then errno says how. */
static int fails(int file)
{
    pthread_once(&once, start);
    if (control == NULL || !is_below(file))
        return 0;
    int64_t number = __atomic_add_fetch(&control[SEEN], 1, __ATOMIC_SEQ_CST);
    int64_t at = __atomic_load_n(&control[AT], __ATOMIC_SEQ_CST);
    if (at == 0 || number < at || (number > at && !control[LASTS]))
        return 0;
    __atomic_add_fetch(&control[FAILED], 1, __ATOMIC_SEQ_CST);
    errno = (int)control[ERROR];
    return 1;
}

ssize_t write(int file, const void *data, size_t length)
{
    FIND(ssize_t, "write", int, const void *, size_t);
    return fails(file) ? -1 : real(file, data, length);
}

ssize_t pwrite(int file, const void *data, size_t length, off_t at)
{
    FIND(ssize_t, "pwrite", int, const void *, size_t, off_t);
    return fails(file) ? -1 : real(file, data, length, at);
}

ssize_t pwrite64(int file, const void *data, size_t length, off64_t at) { return pwrite(file, data, length, at); }

ssize_t pwritev(int file, const struct iovec *parts, int count, off_t at)
{
    FIND(ssize_t, "pwritev", int, const struct iovec *, int, off_t);
    return fails(file) ? -1 : real(file, parts, count, at);
}

ssize_t pwritev64(int file, const struct iovec *parts, int count, off64_t at) { return pwritev(file, parts, count, at); }

int ftruncate(int file, off_t length)
{
    FIND(int, "ftruncate", int, off_t);
    return fails(file) ? -1 : real(file, length);
}

int ftruncate64(int file, off64_t length) { return ftruncate(file, length); }

int fsync(int file)
{
    FIND(int, "fsync", int);
    return fails(file) ? -1 : real(file);
}

int fdatasync(int file)
{
    FIND(int, "fdatasync", int);
    return fails(file) ? -1 : real(file);
}
