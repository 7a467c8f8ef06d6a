/*
 * Preloaded into a process, it logs what the process does to the files of one folder, in one order: writes
 * with their bytes, changes of length, removals, renames, and the syncs that make them durable. Whoever
 * reads the log can tell what a disk must hold, and what it may hold, after a power cut at any point.
 *
 * POWERCUT_FOLDER  the folder, without a slash at its end
 * POWERCUT_LOG     the log, outside of the folder
 *
 * A record: kind (1 byte), length of the name (1), length of the data (4), number (8), name, data; numbers
 * are in the machine's order. Kinds and their numbers:
 *   W write: offset                     T change of length: the new length
 *   U removal: 0                        R rename: 0, the data is the new name
 *   S sync of a file: records that were logged before it began
 *   D sync of a folder: the same        F failed sync of a file: the same
 *   X something that is not modelled, named in the data
 * All is logged after it was done, under one lock; a write or change of length that failed is not logged.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define LONGEST_PATH 4096

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static const char *folder;
static size_t folder_length;
static int log_file = -1;
static uint64_t records;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_writev)(int, const struct iovec *, int);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_pwritev)(int, const struct iovec *, int, off_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_fallocate)(int, int, off_t, off_t);
static int (*real_posix_fallocate)(int, off_t, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_unlink)(const char *);
static int (*real_rename)(const char *, const char *);
static void *(*real_mmap)(void *, size_t, int, int, int, off_t);

#define FIND(name) *(void **)(&real_##name) = dlsym(RTLD_NEXT, #name)

static void start(void)
{
    FIND(write); FIND(writev); FIND(pwrite); FIND(pwritev); FIND(ftruncate); FIND(fallocate);
    FIND(posix_fallocate); FIND(fsync); FIND(fdatasync); FIND(unlink); FIND(rename); FIND(mmap);
    const char *path = getenv("POWERCUT_LOG");
    folder = getenv("POWERCUT_FOLDER");
    if (folder == NULL || path == NULL)
        return;
    folder_length = strlen(folder);
    log_file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void begin(void) { pthread_once(&once, start); }

/* The name within the folder; NULL for a path elsewhere, "" for the folder itself. */
static const char *name_of(const char *path)
{
    if (log_file < 0 || strncmp(path, folder, folder_length) != 0)
        return NULL;
    if (path[folder_length] == '\0')
        return path + folder_length;
    return path[folder_length] == '/' ? path + folder_length + 1 : NULL;
}

/* The same for an open file. Asking the system each time needs no table that could be wrong. */
static const char *name_of_file(int file, char path[LONGEST_PATH])
{
    char link[32];
    if (log_file < 0 || file == log_file)
        return NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, LONGEST_PATH - 1);
    if (length <= 0)
        return NULL;
    path[length] = '\0';
    return name_of(path);
}

/* Half a record would make the log worthless: then the process must not go on. */
static void add(char kind, const char *name, uint64_t number, const void *data, size_t length)
{
    char head[14 + 256];
    size_t name_length = strlen(name);
    uint32_t data_length = (uint32_t)length;
    if (name_length > 255)
        abort();
    head[0] = kind;
    head[1] = (char)(unsigned char)name_length;
    memcpy(head + 2, &data_length, 4);
    memcpy(head + 6, &number, 8);
    memcpy(head + 14, name, name_length);
    struct iovec parts[2] = {{head, 14 + name_length}, {(void *)data, length}};
    if (real_writev(log_file, parts, 2) != (ssize_t)(14 + name_length + length))
        abort();
    records++;
}

static void add_done(ssize_t written, const char *name, off_t at, const void *data)
{
    int error = errno;
    if (written > 0)
        add('W', name, (uint64_t)at, data, (size_t)written);
    errno = error;
}

static void add_unknown(const char *name, const char *what) { add('X', name, 0, what, strlen(what)); }

ssize_t write(int file, const void *data, size_t length)
{
    char path[LONGEST_PATH];
    begin();
    const char *name = name_of_file(file, path);
    if (name == NULL)
        return real_write(file, data, length);
    pthread_mutex_lock(&lock);
    off_t at = (fcntl(file, F_GETFL) & O_APPEND) ? lseek(file, 0, SEEK_END) : lseek(file, 0, SEEK_CUR);
    ssize_t result = real_write(file, data, length);
    add_done(result, name, at, data);
    pthread_mutex_unlock(&lock);
    return result;
}

ssize_t pwrite(int file, const void *data, size_t length, off_t at)
{
    char path[LONGEST_PATH];
    begin();
    const char *name = name_of_file(file, path);
    if (name == NULL)
        return real_pwrite(file, data, length, at);
    pthread_mutex_lock(&lock);
    ssize_t result = real_pwrite(file, data, length, at);
    add_done(result, name, at, data);
    pthread_mutex_unlock(&lock);
    return result;
}

ssize_t pwrite64(int file, const void *data, size_t length, off64_t at) { return pwrite(file, data, length, at); }

ssize_t writev(int file, const struct iovec *parts, int count)
{
    char path[LONGEST_PATH];
    begin();
    const char *name = name_of_file(file, path);
    if (name != NULL) {
        pthread_mutex_lock(&lock);
        add_unknown(name, "writev");
        pthread_mutex_unlock(&lock);
    }
    return real_writev(file, parts, count);
}

ssize_t pwritev(int file, const struct iovec *parts, int count, off_t at)
{
    char path[LONGEST_PATH];
    begin();
    const char *name = name_of_file(file, path);
    if (name != NULL) {
        pthread_mutex_lock(&lock);
        add_unknown(name, "pwritev");
        pthread_mutex_unlock(&lock);
    }
    return real_pwritev(file, parts, count, at);
}

ssize_t pwritev64(int file, const struct iovec *parts, int count, off64_t at) { return pwritev(file, parts, count, at); }

int ftruncate(int file, off_t length)
{
    char path[LONGEST_PATH];
    begin();
    const char *name = name_of_file(file, path);
    if (name == NULL)
        return real_ftruncate(file, length);
    pthread_mutex_lock(&lock);
    int result = real_ftruncate(file, length);
    if (result == 0)
        add('T', name, (uint64_t)length, "", 0);
    pthread_mutex_unlock(&lock);
    return result;
}

int ftruncate64(int file, off64_t length) { return ftruncate(file, length); }

int fallocate(int file, int mode, off_t at, off_t length)
{
    char path[LONGEST_PATH];
    begin();
    const char *name = name_of_file(file, path);
    if (name != NULL) {
        pthread_mutex_lock(&lock);
        add_unknown(name, "fallocate");
        pthread_mutex_unlock(&lock);
    }
    return real_fallocate(file, mode, at, length);
}

int fallocate64(int file, int mode, off64_t at, off64_t length) { return fallocate(file, mode, at, length); }

int posix_fallocate(int file, off_t at, off_t length)
{
    char path[LONGEST_PATH];
    begin();
    const char *name = name_of_file(file, path);
    if (name != NULL) {
        pthread_mutex_lock(&lock);
        add_unknown(name, "posix_fallocate");
        pthread_mutex_unlock(&lock);
    }
    return real_posix_fallocate(file, at, length);
}

int posix_fallocate64(int file, off64_t at, off64_t length) { return posix_fallocate(file, at, length); }

void *mmap(void *address, size_t length, int protection, int flags, int file, off_t at)
{
    char path[LONGEST_PATH];
    begin();
    if (file >= 0 && (flags & MAP_SHARED) && (protection & PROT_WRITE)) {
        const char *name = name_of_file(file, path);
        if (name != NULL) {
            pthread_mutex_lock(&lock);
            add_unknown(name, "mmap");
            pthread_mutex_unlock(&lock);
        }
    }
    return real_mmap(address, length, protection, flags, file, at);
}

void *mmap64(void *address, size_t length, int protection, int flags, int file, off64_t at)
{
    return mmap(address, length, protection, flags, file, at);
}

static int is_folder(int file)
{
    struct stat about;
    return fstat(file, &about) == 0 && S_ISDIR(about.st_mode);
}

static int sync_with(int (*sync)(int), int file)
{
    char path[LONGEST_PATH];
    const char *name = name_of_file(file, path);
    if (name == NULL)
        return sync(file);
    pthread_mutex_lock(&lock);
    uint64_t before = records;
    pthread_mutex_unlock(&lock);
    int result = sync(file);
    int error = errno;
    pthread_mutex_lock(&lock);
    if (!is_folder(file))
        add(result == 0 ? 'S' : 'F', name, before, "", 0);
    else if (result == 0)
        add('D', name, before, "", 0);
    pthread_mutex_unlock(&lock);
    errno = error;
    return result;
}

int fsync(int file)
{
    begin();
    return sync_with(real_fsync, file);
}

int fdatasync(int file)
{
    begin();
    return sync_with(real_fdatasync, file);
}

int unlink(const char *path)
{
    begin();
    const char *name = name_of(path);
    if (name == NULL)
        return real_unlink(path);
    pthread_mutex_lock(&lock);
    int result = real_unlink(path);
    if (result == 0)
        add('U', name, 0, "", 0);
    pthread_mutex_unlock(&lock);
    return result;
}

int rename(const char *from, const char *to)
{
    begin();
    const char *name = name_of(from);
    const char *other = name_of(to);
    if (name == NULL && other == NULL)
        return real_rename(from, to);
    pthread_mutex_lock(&lock);
    int result = real_rename(from, to);
    if (result == 0 && name != NULL && other != NULL)
        add('R', name, 0, other, strlen(other));
    else if (result == 0)
        add_unknown(name != NULL ? name : other, "rename across the folder's border");
    pthread_mutex_unlock(&lock);
    return result;
}
