//! The wire: connections of browsers, their requests, the answers to them.
//!
//! Owns all that is asynchronous here. A connection is a task, so none waits for another to be closed, however many a
//! browser keeps; what takes time runs on a thread beside. What is answered is decided in [`answer`], and the stages
//! come from [`live`](super::live).

use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use futures_util::stream;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt as _, Full, StreamBody};
use hyper::body::{Bytes, Frame, Incoming};
use hyper::header::{CACHE_CONTROL, CONTENT_TYPE, HOST, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::runtime;

use super::answer::{self, Answer, Route};
use super::live::{Stage, Stages};

/// How long no connection is taken after one could not be: so many may be open that the system gives no more.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// What is sent: an answer whole, or versions for as long as a page listens.
type Body = UnsyncBoxBody<Bytes, Infallible>;

/// Answers browsers on a thread of its own, until nobody is left to publish a stage.
pub(super) fn start(listener: std::net::TcpListener, mut stages: Stages) -> io::Result<JoinHandle<()>> {
    listener.set_nonblocking(true)?;
    let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
    let entered = runtime.enter();
    runtime.spawn(accept(TcpListener::from_std(listener)?, stages.clone()));
    drop(entered);
    Ok(thread::spawn(move || {
        let _ = runtime.block_on(stages.wait_for(|_| false));
        // Whoever still waits is hung up on; a thread that makes something for him is not waited for.
        runtime.shutdown_background();
    }))
}

async fn accept(listener: TcpListener, stages: Stages) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(ACCEPT_PAUSE).await;
            continue;
        };
        let stages = stages.clone();
        let service = service_fn(move |request| respond(request, stages.clone()));
        // The browser may go at any moment; it will ask again if it still wants to know.
        tokio::spawn(http1::Builder::new().title_case_headers(true).serve_connection(TokioIo::new(stream), service));
    }
}

/// The response to a request; without one the connection is closed.
async fn respond(request: Request<Incoming>, stages: Stages) -> io::Result<Response<Body>> {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    let answer = match answer::route(request.method().as_str(), &request.uri().to_string(), host) {
        Ok(Route::Events) => return Ok(events(stages)),
        Ok(Route::Script) => Answer::script(),
        Ok(Route::File(path)) => {
            let stage = first(stages).await.ok_or(io::ErrorKind::ConnectionAborted)?;
            // What is made on demand may take seconds.
            tokio::task::spawn_blocking(move || Answer::file(&stage, &path)).await?
        }
        Err(refused) => refused,
    };
    let head = Response::builder().status(answer.status);
    let head = answer.headers.iter().fold(head, |head, (name, value)| head.header(*name, value));
    head.body(Full::new(Bytes::from_owner(answer.body)).boxed_unsync()).map_err(io::Error::other)
}

/// What is up, once there has been a build; `None` when the server ends.
async fn first(mut stages: Stages) -> Option<Arc<Stage>> {
    stages.wait_for(Option::is_some).await.ok()?.clone()
}

/// Tells a browser the version that is up, now and whenever it changes. Goes with the connection, as soon as the
/// browser closes it.
fn events(stages: Stages) -> Response<Body> {
    let told = stream::unfold((stages, None), |(mut stages, told)| async move {
        let is_new = |stage: &Option<Arc<Stage>>| stage.as_ref().is_some_and(|stage| Some(stage.version) != told);
        let version = stages.wait_for(is_new).await.ok()?.as_ref()?.version;
        let event = Frame::data(Bytes::from(format!("data: {version}\n\n")));
        Some((Ok(event), (stages, Some(version))))
    });
    let mut response = Response::new(StreamBody::new(told).boxed_unsync());
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream; charset=utf-8"));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::net::TcpStream;

    use super::*;
    use crate::serve::live::Live;

    #[test]
    fn a_page_that_has_gone_is_told_no_more() {
        let live = Live::default();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("bound");
        let address = listener.local_addr().expect("it has an address");
        let answering = start(listener, live.stages()).expect("started");
        let alone = live.listeners();
        live.publish(Stage::default());
        let mut page = TcpStream::connect(address).expect("connected");
        page.set_read_timeout(Some(Duration::from_secs(10))).expect("a timeout can be set");
        page.write_all(b"GET /.pliego/events HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("sent");
        let mut lines = BufReader::new(&page).lines().map(|line| line.expect("told in time"));
        assert!(lines.any(|line| line.starts_with("data: ")));
        assert!(live.listeners() > alone);
        drop(page);
        for _ in 0..400 {
            if live.listeners() == alone {
                break;
            }
            thread::sleep(Duration::from_millis(25));
        }
        assert_eq!(live.listeners(), alone, "nothing of it is left, and no stage was published meanwhile");
        drop(live);
        answering.join().expect("no panic");
    }
}
