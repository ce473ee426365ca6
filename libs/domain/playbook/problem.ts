/** Something in a playbook that names what is not there. `path` is dotted, like `tasks.shooting.form`. */
export interface Problem {
  path: string;
  message: string;
}
