package io.sluice.core.testing;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A blocking connection that speaks in bytes and knows just enough HTTP/1.1 to find the end of a message. */
public final class Wire implements Closeable {
    private final Socket socket;
    private final InputStream in;

    public Wire(Socket socket) {
        this.socket = socket;
        try {
            socket.setSoTimeout(20_000);
            socket.setTcpNoDelay(true);
            in = socket.getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection to {@code port} of the loopback address. */
    public static Wire connect(int port) {
        try {
            return new Wire(new Socket(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One message as it stood on the wire: head with its blank line, body with its chunk framing. */
    public record Message(String head, byte[] body) {
        public String startLine() {
            return head.substring(0, head.indexOf("\r\n"));
        }

        /** The second word of a status line. */
        public int status() {
            return Integer.parseInt(startLine().split(" ")[1]);
        }

        public String text() {
            return new String(body, StandardCharsets.ISO_8859_1);
        }

        /** All values of the field, joined by {@code |}; empty if it is absent. */
        public String header(String name) {
            StringBuilder found = new StringBuilder();
            for (String line : head.split("\r\n")) {
                int colon = line.indexOf(':');
                if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name)) {
                    found.append(found.length() == 0 ? "" : "|")
                            .append(line.substring(colon + 1).trim());
                }
            }
            return found.toString();
        }
    }

    public Wire send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public Wire send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Reads a head up to and with its blank line. */
    public String readHead() {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        try {
            int last = 0;
            while (last != 0x0d0a0d0a) {
                int next = in.read();
                if (next < 0) {
                    throw new EOFException("closed after: " + head.toString(StandardCharsets.ISO_8859_1));
                }
                head.write(next);
                last = last << 8 | next;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** Reads one request or response; a response to HEAD has no body. */
    public Message read() {
        return read(false);
    }

    public Message read(boolean answersHead) {
        Message head = new Message(readHead(), new byte[0]);
        boolean response = head.startLine().startsWith("HTTP/");
        int status = response ? head.status() : 0;
        if (answersHead || status == 204 || status == 304 || status / 100 == 1) {
            return head;
        }
        String length = head.header("content-length");
        if (head.header("transfer-encoding").equals("chunked")) {
            return new Message(head.head(), readChunks());
        }
        if (!length.isEmpty()) {
            return new Message(head.head(), readExactly(Integer.parseInt(length)));
        }
        return response ? new Message(head.head(), readToEnd()) : head;
    }

    public byte[] readExactly(int length) {
        try {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException("closed after " + bytes.length + " of " + length + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] readToEnd() {
        try {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the peer has closed, in order or not; waits for it and passes over what still comes. */
    public boolean isClosedByPeer() {
        try {
            in.transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    public Socket socket() {
        return socket;
    }

    /** Closes with a reset. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] readChunks() {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        while (true) {
            String line = readLine();
            raw.writeBytes(line.getBytes(StandardCharsets.ISO_8859_1));
            int size = Integer.parseInt(line.trim().split(";")[0], 16);
            if (size == 0) {
                String trailer;
                do {
                    trailer = readLine();
                    raw.writeBytes(trailer.getBytes(StandardCharsets.ISO_8859_1));
                } while (!trailer.equals("\r\n"));
                return raw.toByteArray();
            }
            raw.writeBytes(readExactly(size + 2));
        }
    }

    private String readLine() {
        StringBuilder line = new StringBuilder();
        while (!line.toString().endsWith("\r\n")) {
            line.append((char) readExactly(1)[0]);
        }
        return line.toString();
    }
}
