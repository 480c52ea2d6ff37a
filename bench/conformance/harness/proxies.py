"""The proxies under test. Each gets one listening port per lane, with a minimal reverse-proxy configuration in front of the lane's origin."""

import os
import pathlib
import shutil
import socket
import subprocess
import time

HOME = pathlib.Path(__file__).resolve().parents[3]
JAR = pathlib.Path(os.environ.get("GATEWAY_JAR", HOME / "gateway-launcher/target/gateway.jar"))


class Proxy:
    """A proxy process; `start` returns when all its ports accept connections."""

    def __init__(self, name, command, configure, version):
        self.name = name
        self._command = command
        self._configure = configure
        self._version = version
        self._process = None

    def available(self):
        return JAR.exists() if self.name == "sluice" else shutil.which(self._version[0]) is not None

    def version(self):
        done = subprocess.run(self._version, capture_output=True, text=True, timeout=30, check=False)
        lines = (done.stdout + done.stderr).strip().splitlines()
        return lines[0] if lines else "?"

    def start(self, work, lanes):
        """`lanes` are pairs of a port to listen on and the port of an origin."""
        work.mkdir(parents=True, exist_ok=True)
        self._configure(work, lanes)
        log = open(work / "log", "wb")
        self._process = subprocess.Popen(
            [str(part).replace("WORK", str(work)) for part in self._command],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=_environment(work))
        for port, _ in lanes:
            self._await_port(port)

    def stop(self):
        """Ends the process that `start` began, and no other."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(5)

    def _await_port(self, port):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise RuntimeError(f"{self.name} ended at start with {self._process.returncode}; see its log")
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError(f"{self.name} does not listen on {port}")


def all_proxies():
    return [
        Proxy("sluice", java() + ["-jar", JAR, "run", "--config", "WORK/conf"], _sluice, java() + ["-jar", JAR, "version"]),
        Proxy("nginx", ["nginx", "-p", "WORK", "-c", "WORK/nginx.conf", "-e", "stderr"], _nginx, ["nginx", "-v"]),
        Proxy("haproxy", ["haproxy", "-db", "-f", "WORK/haproxy.cfg"], _haproxy, ["haproxy", "-v"]),
        Proxy("caddy", ["caddy", "run", "--adapter", "caddyfile", "--config", "WORK/Caddyfile"], _caddy, ["caddy", "version"]),
    ]


def free_ports(count):
    """Ports that were free a moment ago."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def java():
    """The Java that runs the gateway, with the options that a test wants: every buffer tracked."""
    return [os.environ.get("JAVA", "java"), "-Xmx512m", "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-Dio.netty.tryReflectionSetAccessible=true", "-Dio.netty.leakDetection.level=paranoid"]


def _environment(work):
    return {**os.environ, "HOME": str(work), "XDG_DATA_HOME": str(work), "XDG_CONFIG_HOME": str(work)}


def _sluice(work, lanes):
    conf = work / "conf"
    conf.mkdir(exist_ok=True)
    (conf / "gateway.conf").write_text(
        "admin: {address: 'off'}\nreload: {watch: false}\n"
        "timeouts: {clientHeaders: 2s, clientBody: 2s, clientIdle: 5s, upstreamResponse: 2s, upstreamConnect: 1s}\n")
    (conf / "api.yaml").write_text("".join(_api(port, origin) for port, origin in lanes))


def _api(port, origin):
    return f"""---
apiVersion: gateway.mulesoft.com/v1alpha1
kind: ApiInstance
metadata: {{name: lane-{port}}}
spec:
  address: http://127.0.0.1:{port}
  services:
    origin: {{address: 'http://127.0.0.1:{origin}'}}
"""


def _nginx(work, lanes):
    servers = "".join(f"""
  upstream lane{port} {{ server 127.0.0.1:{origin} max_fails=0; keepalive 8; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://lane{port};
      proxy_http_version 1.1;
      proxy_set_header Host $host;
      proxy_set_header Connection "";
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $scheme;
    }}
  }}""" for port, origin in lanes)
    (work / "nginx.conf").write_text(f"""{_nginx_user()}daemon off; worker_processes 1; pid {work}/pid;
events {{ worker_connections 512; }}
http {{
  access_log off; client_body_temp_path {work}/body; proxy_temp_path {work}/proxy; fastcgi_temp_path {work}/f;
  uwsgi_temp_path {work}/u; scgi_temp_path {work}/s;
  client_header_timeout 2s; client_body_timeout 2s; keepalive_timeout 5s; proxy_read_timeout 2s; proxy_connect_timeout 1s;
  {servers}
}}
""")


def _nginx_user():
    """Started by root, nginx would otherwise become somebody who may not write below the work folder."""
    return "user root; " if os.geteuid() == 0 else ""


def _haproxy(work, lanes):
    sections = "".join(f"""
frontend f{port}
  bind 127.0.0.1:{port}
  default_backend b{port}
backend b{port}
  server s 127.0.0.1:{origin}
""" for port, origin in lanes)
    (work / "haproxy.cfg").write_text(f"""global
  maxconn 512
defaults
  mode http
  option forwardfor
  timeout connect 1s
  timeout client 2s
  timeout server 2s
  timeout http-request 2s
  timeout http-keep-alive 5s
  timeout tunnel 5s
{sections}""")


def _caddy(work, lanes):
    sites = "".join(f"""
http://:{port} {{
  bind 127.0.0.1
  reverse_proxy 127.0.0.1:{origin} {{
    transport http {{
      dial_timeout 1s
      response_header_timeout 2s
    }}
  }}
}}
""" for port, origin in lanes)
    (work / "Caddyfile").write_text(f"""{{
  admin off
  auto_https off
  servers {{
    timeouts {{
      read_header 2s
      read_body 2s
      idle 5s
    }}
  }}
}}
{sites}""")
