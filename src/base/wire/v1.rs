//! The form of a file: `{"v1": {…}}` around what a type is written and read as.

/// Writes and reads `{"v1": …}` around the form that a type derives with `#[serde(remote = "Self")]`.
macro_rules! v1 {
    ($name:ident, $what:literal) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                struct V1<'a>(&'a $name);
                impl serde::Serialize for V1<'_> {
                    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                        $name::serialize(self.0, serializer)
                    }
                }
                serializer.collect_map([("v1", V1(self))])
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct V1($name);
                impl<'de> serde::Deserialize<'de> for V1 {
                    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                        $name::deserialize(deserializer).map(V1)
                    }
                }
                $crate::base::wire::versioned(deserializer, $what, 1).map(|V1(value)| value)
            }
        }
    };
}
pub(crate) use v1;
