//! A Kubernetes CronJob.

use std::fmt::Write as _;

use crate::output::yaml;

/// Where the container has the files.
pub(super) const FOLDER: &str = "/etc/prebuildctl";

const START: &str = r#"# It needs an image with prebuildctl, a Secret with the token and a ConfigMap with the fleet files:
#   kubectl create secret generic prebuildctl --from-file=token=PATH
#   kubectl create configmap prebuildctl-fleet --from-file=PATH
apiVersion: batch/v1
kind: CronJob
metadata:
  name: prebuildctl-apply
spec:
  schedule: "*/15 * * * *"
  concurrencyPolicy: Forbid
  startingDeadlineSeconds: 600
  jobTemplate:
    spec:
      activeDeadlineSeconds: 600
      backoffLimit: 0
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: prebuildctl
              image: prebuildctl # your image
              command:
"#;

const TOKEN: &str = "              env:
                - name: ONA_TOKEN
                  valueFrom:
                    secretKeyRef:
                      name: prebuildctl
                      key: token
";

pub(super) fn cron_job(command: &[String]) -> String {
    let mut words = String::new();
    for word in command {
        // `$(NAME)` is a variable, and `$$` a single `$`.
        let word = yaml::scalar(&word.replace('$', "$$"));
        // Writing to a string cannot fail.
        let _ = writeln!(words, "                - {word}");
    }
    let volume = format!(
        "              volumeMounts:
                - name: fleet
                  mountPath: {FOLDER}
                  readOnly: true
          volumes:
            - name: fleet
              configMap:
                name: prebuildctl-fleet
"
    );
    format!("{START}{words}{TOKEN}{volume}")
}
