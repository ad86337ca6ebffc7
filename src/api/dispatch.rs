//! The way of a request: the checks in their order, then the handler (webapi §1.3).
//!
//! In order: method; the question after health; Host; page or API; other site; who is calling;
//! name and method of the endpoint; parameters; the handler. A body is read only after the checks
//! that do not need it: a stranger cannot make the server take 64 MiB. The page itself is given to
//! anybody and also follows a link from another site, as in qBittorrent 5.3; it holds nothing.

use std::sync::Arc;

use actix_web::http::header::{HeaderValue, IF_NONE_MATCH, IF_RANGE, LOCATION, RANGE};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, web};

use super::alternative;
use super::auth::with_cookies;
use super::call::{Asked, Call};
use super::dialect::Dialect;
use super::error::ApiError;
use super::extract::body::{MAX_BODY, MAX_PUBLIC_BODY, read_params};
use super::extract::decode_path;
use super::facts::Facts;
use super::identity::{Identity, identify};
use super::policy::Policy;
use super::reply::{Answer, Reply};
use super::routes::{self, Access, Handler, MethodRule, Route};
use super::state::AppState;
use super::{health, static_files, transport};

const PREFIX: &str = "/api/v2/";

/// Answers any request.
pub(crate) async fn handle(
    request: HttpRequest,
    payload: web::Payload,
    state: web::Data<AppState>,
) -> HttpResponse {
    if !matches!(*request.method(), Method::GET | Method::HEAD | Method::POST) {
        let state = state.into_inner();
        let dialect = Facts::of(&request, &state, &state.policy()).dialect;
        return HttpResponse::build(dialect.status_of_unknown_method(request.method().as_str()))
            .finish();
    }
    let state = state.into_inner();
    let policy = state.policy();
    let mut reply = answer(&request, payload, &state, &policy).await.unwrap_or_else(Reply::from);
    // As in qBittorrent, another page decides for all answers what it loads and who opens it.
    reply.is_alternative_page |= policy.alternative_page.is_some() && state.alternative.is_in_use();
    if reply.status.is_server_error() && reply.status != StatusCode::NOT_IMPLEMENTED {
        tracing::error!(status = reply.status.as_u16(), path = request.path(), "request failed");
    }
    transport::finish(&request, &policy, reply).await
}

async fn answer(
    request: &HttpRequest,
    payload: web::Payload,
    state: &Arc<AppState>,
    policy: &Arc<Policy>,
) -> Answer {
    let path = decode_path(request.uri().path());
    if path == health::PATH {
        return Ok(health::answer(&state.session).await);
    }
    let facts = Facts::of(request, state, policy);
    if !facts.host_is_allowed(policy) {
        return Err(ApiError::Unauthorized);
    }
    if let Some(page) = facts.page_of_bare_prefix(&path) {
        let page = HeaderValue::try_from(page).map_err(|_| ApiError::NotFound)?;
        return Ok(Reply::empty().with_status(StatusCode::FOUND).with_header(LOCATION, page));
    }
    let path = facts.below_prefix(&path);
    let Some((scope, action)) = api_name(path) else {
        let outside = path == "/api" || path.starts_with("/api/");
        if outside {
            return Err(ApiError::NotFound);
        }
        return page(request, state, policy, &facts, path).await;
    };
    if policy.csrf_protection && facts.bearer().is_none() && facts.is_cross_site() {
        return Err(ApiError::Unauthorized);
    }
    let identity = identify(state, policy, &facts).await?;
    let cookies = cookies_for(&identity, state, policy, &facts);
    let reply = call(request, payload, state, &facts, identity, scope, action).await;
    Ok(with_cookies(reply.unwrap_or_else(Reply::from), &cookies))
}

/// A file of the page: the built-in one is for everybody, an alternative one has a part for who is
/// logged in. The API answers beside both.
async fn page(
    request: &HttpRequest,
    state: &Arc<AppState>,
    policy: &Arc<Policy>,
    facts: &Facts<'_>,
    path: &str,
) -> Answer {
    static_files::check_path(path)?;
    let folder = policy.alternative_page.as_ref().map(|path| state.options.profile.join(path));
    let folder = match folder {
        Some(folder) if state.alternative.is_usable(&folder).await => folder,
        _ => return static_files::answer(request, path),
    };
    if facts.bearer().is_some() {
        return Err(ApiError::NotFound);
    }
    // Who needs no login gets a session with the first call of the API: a page has many files.
    let identity = if policy.bypasses(facts.client.ip) {
        None
    } else {
        Some(identify(state, policy, facts).await?)
    };
    let inside = identity.as_ref().is_none_or(|identity| identity.caller.is_some());
    let asked = alternative::Asked { root: &folder, path, inside, locale: &policy.locale };
    let reply = state.alternative.answer(request, asked).await.unwrap_or_else(Reply::from);
    let cookies = identity.map(|identity| cookies_for(&identity, state, policy, facts));
    Ok(with_cookies(reply, &cookies.unwrap_or_default()))
}

/// `Set-Cookie` values that the answer shall carry.
fn cookies_for(
    identity: &Identity,
    state: &AppState,
    policy: &Policy,
    facts: &Facts<'_>,
) -> Vec<String> {
    match &identity.caller {
        Some(session) if identity.send_cookie => {
            state.session_cookies(&facts.client, facts.dialect, policy, session)
        }
        _ => Vec::new(),
    }
}

async fn call(
    request: &HttpRequest,
    payload: web::Payload,
    state: &Arc<AppState>,
    facts: &Facts<'_>,
    identity: Identity,
    scope: &str,
    action: &str,
) -> Answer {
    let route = admitted(request.method(), &identity, scope, action, facts.dialect)?;
    let limit = if identity.caller.is_some() { MAX_BODY } else { MAX_PUBLIC_BODY };
    let params = read_params(request, payload, limit).await?;
    params.require(route.required).map_err(|error| facts.dialect.missing_parameters(error))?;
    let call = Call {
        state: Arc::clone(state),
        params,
        caller: identity.caller,
        dialect: facts.dialect,
        client: facts.client.clone(),
        asked: asked(request),
    };
    match route.handler {
        Handler::Now(handler) => handler(&call),
        Handler::Wait(handler) => handler(call).await,
        Handler::NotBuilt => Err(ApiError::NotBuilt { scope: route.scope, action: route.action }),
    }
}

fn asked(request: &HttpRequest) -> Asked {
    let text = |name| {
        let value = request.headers().get(name).and_then(|value| value.to_str().ok());
        value.map(str::to_owned)
    };
    Asked {
        head: *request.method() == Method::HEAD,
        post: *request.method() == Method::POST,
        range: text(RANGE),
        if_range: text(IF_RANGE),
        if_none_match: text(IF_NONE_MATCH),
    }
}

/// The endpoint that the caller may use.
fn admitted(
    method: &Method,
    identity: &Identity,
    scope: &str,
    action: &str,
    dialect: Dialect,
) -> Result<&'static Route, ApiError> {
    let route = routes::find(scope, action);
    let is_public = route.is_some_and(|route| route.access == Access::Public);
    if (identity.caller.is_none() && !is_public) || (identity.bearer && scope == "auth") {
        return Err(ApiError::Forbidden);
    }
    if !routes::scope_exists(scope) {
        return Err(ApiError::NotFound);
    }
    let route = route.ok_or_else(|| dialect.unknown_action())?;
    if route.methods == MethodRule::Post && *method != Method::POST {
        return Err(ApiError::MethodNotAllowed);
    }
    Ok(route)
}

/// Scope and action of `/api/v2/<scope>/<action>`, nothing after it; the document of the API is in
/// no scope.
fn api_name(path: &str) -> Option<(&str, &str)> {
    let name = path.strip_prefix(PREFIX)?;
    if name == "openapi.json" {
        return Some(("", name));
    }
    let (scope, action) = name.split_once('/')?;
    (is_name(scope) && is_name(action)).then_some((scope, action))
}

fn is_name(text: &str) -> bool {
    let is_word = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_word && text.bytes().next().is_some_and(|first| !first.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_two_names_are_an_endpoint() {
        assert_eq!(api_name("/api/v2/app/version"), Some(("app", "version")));
        for path in [
            "/api/v2",
            "/api/v2/app",
            "/api/v2/app/",
            "/api/v2/app/version/",
            "/api/v2/app/version/x",
            "/api/v2//app/version",
            "/api/v3/app/version",
            "/api/v2/1app/version",
            "/api/v2/app/ver-sion",
            "/x/api/v2/app/version",
        ] {
            assert_eq!(api_name(path), None, "{path}");
        }
    }

    fn refusal(method: &Method, bearer: bool, scope: &str, action: &str) -> Option<ApiError> {
        let sessions = crate::api::web_session::WebSessions::default();
        let caller = Some(sessions.create(std::time::Duration::ZERO, None, 1));
        let identity = Identity { caller, send_cookie: false, bearer };
        admitted(method, &identity, scope, action, Dialect::V5_3).err()
    }

    #[test]
    fn checks_come_in_their_order() {
        let stranger = Identity::default();
        for (scope, action) in [("app", "version"), ("app", "nope"), ("nope", "x")] {
            let error =
                admitted(&Method::GET, &stranger, scope, action, Dialect::V5_1).unwrap_err();
            assert_eq!(error, ApiError::Forbidden);
        }
        let login = admitted(&Method::GET, &stranger, "auth", "login", Dialect::V5_1).unwrap_err();
        assert_eq!(login, ApiError::MethodNotAllowed);
        assert_eq!(refusal(&Method::GET, false, "nope", "x"), Some(ApiError::NotFound));
        let unknown = refusal(&Method::GET, false, "app", "nope").unwrap();
        assert_eq!(unknown.to_string(), "Endpoint does not exist");
        let by_get = refusal(&Method::HEAD, false, "app", "setPreferences");
        assert_eq!(by_get, Some(ApiError::MethodNotAllowed));
        assert_eq!(refusal(&Method::POST, true, "auth", "logout"), Some(ApiError::Forbidden));
        assert_eq!(refusal(&Method::POST, false, "app", "version"), None);
    }
}
