"""Probes a server with grpcio: python3 probe.py <address> <address of a compressing server>

No generated code: the messages are made from what the server's reflection service tells.
Writes "ok <check>" or "failed <check>: <why>" a line; the exit code is the number of failures.
"""

import sys
import threading

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

MIB = 1024 * 1024
address, compressing_address = sys.argv[1:3]
channel = grpc.insecure_channel(address)


def fields(data):
    """Splits a message into (number, value) pairs; only lengths and varints occur here."""
    position = 0

    def varint():
        nonlocal position
        value = shift = 0
        while True:
            octet = data[position]
            position += 1
            value |= (octet & 0x7F) << shift
            shift += 7
            if octet < 0x80:
                return value

    while position < len(data):
        number, kind = divmod(varint(), 8)
        value = varint()
        if kind == 2:
            value, position = data[position:position + value], position + value
        yield number, value


def reflect(symbol):
    """Asks the reflection service for the files that declare a symbol."""
    ask = channel.stream_stream('/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo')
    question = bytes([4 << 3 | 2, len(symbol)]) + symbol.encode()
    (answer,) = ask(iter([question]), timeout=30)
    files = [value for number, value in fields(answer) if number == 4]
    return [file for number, file in fields(files[0]) if number == 1]


pool = descriptor_pool.DescriptorPool()
for file in reversed(reflect('medrecords.probe.Probe')):
    pool.Add(descriptor_pb2.FileDescriptorProto.FromString(file))


def message_class(name):
    descriptor = pool.FindMessageTypeByName('medrecords.probe.' + name)
    if hasattr(message_factory, 'GetMessageClass'):
        return message_factory.GetMessageClass(descriptor)
    return message_factory.MessageFactory(pool).GetPrototype(descriptor)


Note, Failure = message_class('Note'), message_class('Failure')


def method(shape, name, over=None):
    make = getattr(over or channel, shape)
    return make(f'/medrecords.probe.Probe/{name}',
                request_serializer=lambda message: message.SerializeToString(), response_deserializer=Note.FromString)


echo = method('unary_unary', 'Echo')
fail = method('unary_unary', 'Fail')
repeat = method('unary_stream', 'Repeat')


def refusal(call):
    """The error a call ends with."""
    try:
        result = call()
        list(result) if hasattr(result, '__next__') else result
    except grpc.RpcError as error:
        return error
    raise AssertionError('the call did not fail')


def expect(actual, expected):
    assert actual == expected, f'{actual!r} is not {expected!r}'


def unary():
    note = Note(text='hello', blob=b'bytes', count=3)
    expect(echo(note, timeout=30), note)


def server_streaming():
    expect([note.count for note in repeat(Note(count=100), timeout=30)], list(range(100)))


def server_streaming_of_nothing():
    expect(list(repeat(Note(), timeout=30)), [])


def client_streaming():
    gathered = method('stream_unary', 'Gather')((Note(text=f'{i} ') for i in range(100)), timeout=30)
    expect(gathered.text, ''.join(f'{i} ' for i in range(100)))


def duplex_streaming():
    turn = threading.Semaphore(1)

    def talk():
        for i in range(50):
            assert turn.acquire(timeout=30)
            yield Note(count=i)

    seen = []
    for note in method('stream_stream', 'Converse')(talk(), timeout=30):
        seen.append(note.text or note.count)
        turn.release()
    expect(seen, [*range(50), 'goodbye'])


def every_status():
    for code in grpc.StatusCode:
        if code != grpc.StatusCode.OK:
            error = refusal(lambda: fail(Failure(code=code.value[0], detail='because'), timeout=30))
            expect((error.code(), error.details()), (code, 'because'))


def any_words():
    detail = '50 % of Ärzte, 患者\nand 🩺'
    expect(refusal(lambda: fail(Failure(code=9, detail=detail), timeout=30)).details(), detail)


def rich_details():
    error = refusal(lambda: fail(Failure(code=3, detail='rich', rich=True), timeout=30))
    trailers = dict(error.trailing_metadata())
    assert b'google.rpc.ErrorInfo' in trailers['grpc-status-details-bin'] and b'PROBED' in trailers['grpc-status-details-bin']
    expect(trailers['x-also'], 'this')


def a_failure_after_messages():
    call = method('unary_stream', 'FailLate')(Failure(code=10, detail='late', after=3, rich=True), timeout=30)
    seen = []
    error = refusal(lambda: seen.extend(call))
    expect((len(seen), error.code(), error.details()), (3, grpc.StatusCode.ABORTED, 'late'))
    assert 'grpc-status-details-bin' in dict(error.trailing_metadata())


def an_exception():
    error = refusal(lambda: fail(Failure(detail='a secret'), timeout=30))
    expect((error.code(), error.details()), (grpc.StatusCode.UNKNOWN, 'Exception was thrown by handler.'))


def an_unimplemented_method():
    for name in ('Missing', 'Nothing'):
        error = refusal(lambda: method('unary_unary', name)(Note(), timeout=30))
        expect(error.code(), grpc.StatusCode.UNIMPLEMENTED)


def a_deadline():
    error = refusal(lambda: method('unary_unary', 'Hang')(Note(text='python deadline'), timeout=2))
    expect(error.code(), grpc.StatusCode.DEADLINE_EXCEEDED)


def a_deadline_after_a_message():
    call = method('unary_stream', 'HangLate')(Note(text='python late deadline'), timeout=2)
    seen = []
    error = refusal(lambda: seen.extend(call))
    expect((len(seen), error.code()), (1, grpc.StatusCode.DEADLINE_EXCEEDED))


def cancellation():
    call = method('unary_stream', 'HangLate')(Note(text='python cancellation'), timeout=30)
    next(call)
    call.cancel()
    expect(refusal(lambda: next(call)).code(), grpc.StatusCode.CANCELLED)


def large_messages():
    blob = b'x' * (3 * MIB)
    expect(echo(Note(blob=blob), timeout=30).blob == blob, True)
    expect([note.blob == blob for note in repeat(Note(blob=blob, count=5), timeout=30)], [True] * 5)


def a_message_too_large():
    error = refusal(lambda: echo(Note(blob=bytes(5 * MIB)), timeout=30))
    expect(error.code(), grpc.StatusCode.RESOURCE_EXHAUSTED)


def metadata():
    sent = {'x-text': 'plain text', 'x-bytes-bin': bytes([0, 1, 2, 254, 255])}
    _, call = method('unary_unary', 'Reflect').with_call(Note(), metadata=tuple(sent.items()), timeout=30)
    for received in (dict(call.initial_metadata()), dict(call.trailing_metadata())):
        expect({key: received.get(key) for key in sent}, sent)


def compressed_responses():
    with grpc.insecure_channel(compressing_address) as compressing:
        expect(method('unary_unary', 'Echo', compressing)(Note(text='a' * 100_000), timeout=30).text, 'a' * 100_000)


def compressed_requests():
    answer = echo(Note(text='a' * 100_000), compression=grpc.Compression.Gzip, timeout=30)
    expect(answer.text, 'a' * 100_000)


def many_calls_at_once():
    calls = [echo.future(Note(count=i), timeout=30) for i in range(500)]
    expect([call.result().count for call in calls], list(range(500)))


CHECKS = [
    unary, server_streaming, server_streaming_of_nothing, client_streaming, duplex_streaming,
    every_status, any_words, rich_details, a_failure_after_messages, an_exception, an_unimplemented_method,
    a_deadline, a_deadline_after_a_message, cancellation, large_messages, a_message_too_large,
    metadata, compressed_responses, compressed_requests, many_calls_at_once,
]

failures = 0
for check in CHECKS:
    name = check.__name__.replace('_', ' ')
    try:
        check()
        print('ok', name)
    except Exception as error:  # whatever goes wrong is the check's failure
        failures += 1
        print(f'failed {name}: {" ".join(str(error).split())}')
sys.exit(failures)
