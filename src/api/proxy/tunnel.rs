//! Asks a proxy for a tunnel, to learn the status that it answers.

use http_body_util::Empty;
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::header::{HOST, PROXY_AUTHORIZATION};
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use url::Url;

use super::Proxy;

impl Proxy {
    /// The status of the response to CONNECT, which the HTTP library keeps to itself. Contains
    /// nothing of the call itself. `None` if there is no response, or the proxy uses TLS.
    pub(in crate::api) async fn tunnel_status(&self, target: &Url) -> Option<u16> {
        if self.is_https() {
            return None;
        }
        let at = |url: &Url| Some((url.host_str()?.to_owned(), url.port_or_known_default()?));
        let (host, port) = at(&self.url)?;
        let stream = TcpStream::connect((host.trim_matches(['[', ']']), port)).await.ok()?;
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.ok()?;
        let (host, port) = at(target)?;
        let authority = format!("{host}:{port}");
        let mut request =
            Request::builder().method(Method::CONNECT).uri(&authority).header(HOST, &authority);
        if let Some(authorization) = self.authorization(target) {
            request = request.header(PROXY_AUTHORIZATION, authorization);
        }
        let request = request.body(Empty::<Bytes>::new()).ok()?;
        tokio::select! {
            response = sender.send_request(request) => Some(response.ok()?.status().as_u16()),
            _ = connection => None,
        }
    }
}
