//! Any unary method, with messages passed through unchanged.

use std::fmt;

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::client::{Client, Method};
use super::error::Error;
use super::proto::{DecodeError, Field, Message, Name, ReadTracker};
use super::request::Request;

#[derive(Serialize)]
#[serde(transparent)]
struct RawRequest<'a> {
    #[serde(skip)]
    method: Method,
    message: &'a Map<String, Value>,
}

impl Request for RawRequest<'_> {
    type Response = RawResponse;
    type Answer = RawResponse;

    fn method(&self) -> Method {
        self.method
    }

    fn answer(&self, response: RawResponse) -> Result<RawResponse, DecodeError> {
        Ok(response)
    }
}

impl Client {
    /// Calls any unary method. Nothing is known about the message, so its response is not checked.
    pub(crate) async fn call_raw(
        &self,
        method: Method,
        message: &Map<String, Value>,
    ) -> Result<RawResponse, Error> {
        self.call(&RawRequest { method, message }).await
    }
}

/// A response as the service wrote it.
#[derive(Debug)]
pub(crate) struct RawResponse(Box<RawValue>);

impl Default for RawResponse {
    fn default() -> Self {
        Self(RawValue::NULL.to_owned())
    }
}

impl RawResponse {
    pub(crate) fn json(&self) -> &str {
        self.0.get()
    }
}

impl Field for RawResponse {
    fn read<'de, D: Deserializer<'de>>(deserializer: D, _: &ReadTracker) -> Result<Self, D::Error> {
        let value = Box::<RawValue>::deserialize(deserializer)?;
        if value.get().starts_with('{') {
            Ok(Self(value))
        } else {
            Err(serde::de::Error::custom("expected an object"))
        }
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde::Serialize::serialize(&self.0, serializer)
    }
}

impl Message for RawResponse {
    /// None of the fields is known to this type.
    fn has_no_known_fields(&self) -> bool {
        false
    }
}

/// A page of any list.
#[derive(Default)]
pub(crate) struct RawPage {
    pub(crate) items: Vec<Box<RawValue>>,
    /// Empty on the last page.
    pub(crate) next_token: String,
}

impl RawPage {
    /// The items are the only field that is an array.
    pub(crate) fn parse(response: &RawResponse) -> Result<Self, serde_json::Error> {
        let PageFields { items, next_token } = serde_json::from_str(response.json())?;
        let items = items.map(|items| serde_json::from_str(items.get())).transpose()?;
        Ok(Self { items: items.map_or_else(Vec::new, |Items(items)| items), next_token })
    }
}

/// Of many fields only these are kept.
#[derive(Default)]
struct PageFields<'a> {
    items: Option<&'a RawValue>,
    next_token: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawPagination {
    next_token: Option<String>,
}

impl<'de> Deserialize<'de> for PageFields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = PageFields<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<PageFields<'de>, A::Error> {
                let mut page = PageFields::default();
                while let Some(name) = map.next_key::<Name<'de>>()? {
                    if &*name.0 == "pagination" {
                        let pagination = map.next_value::<Option<RawPagination>>()?;
                        page.next_token =
                            pagination.and_then(|page| page.next_token).unwrap_or_default();
                        continue;
                    }
                    let value: &RawValue = map.next_value()?;
                    if page.items.is_none() && value.get().starts_with('[') {
                        page.items = Some(value);
                    }
                }
                Ok(page)
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

/// As many items as a list may have, each as the service wrote it.
struct Items(Vec<Box<RawValue>>);

impl<'de> Deserialize<'de> for Items {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List;
        impl<'de> Visitor<'de> for List {
            type Value = Items;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Items, A::Error> {
                let (tracker, mut items) = (ReadTracker::default(), Vec::new());
                while let Some(item) = list.next_element()? {
                    tracker.admit_item(items.len())?;
                    items.push(item);
                }
                Ok(Items(items))
            }
        }
        deserializer.deserialize_seq(List)
    }
}
